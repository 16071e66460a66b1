package dev.messenger.adapter.inmemory.store;

import dev.messenger.application.account.port.CodeGuesses.Guesses;
import dev.messenger.domain.account.UserId;

/** Wrong second factors for a user. */
public record GuessesRow(UserId user, Guesses guesses) {}
