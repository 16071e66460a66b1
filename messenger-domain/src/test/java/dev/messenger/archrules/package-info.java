/**
 * The rules of a hexagonal architecture for any project: start at {@link dev.messenger.archrules.HexagonalRules}. They need only
 * ArchUnit's core, and use no type of this project.
 */
@NullMarked
package dev.messenger.archrules;

import org.jspecify.annotations.NullMarked;
