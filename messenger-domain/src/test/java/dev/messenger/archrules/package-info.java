/**
 * The rules of a hexagonal house, for any project: {@link dev.messenger.archrules.HexagonalRules} is the door. It needs
 * ArchUnit's core alone and knows no type of this project.
 */
@NullMarked
package dev.messenger.archrules;

import org.jspecify.annotations.NullMarked;
