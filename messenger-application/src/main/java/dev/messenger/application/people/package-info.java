/** Use cases of people: profiles, contacts, blocks, search, presence. */
@NullMarked
package dev.messenger.application.people;

import org.jspecify.annotations.NullMarked;
