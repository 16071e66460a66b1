package dev.messenger.application.people;

import dev.messenger.application.account.port.Accounts;
import dev.messenger.application.environment.Environment;
import dev.messenger.application.media.Avatars;
import dev.messenger.application.people.port.PeoplePorts;
import dev.messenger.application.people.port.Presence;

/** The use cases of profiles, contacts and blocks. */
public record PeopleUseCases(Profiles profiles, PeoplePresence presence, ContactLists contacts) {

    /** Wires them. */
    public static PeopleUseCases of(
            PeoplePorts ports, Presence presence, Accounts accounts, Avatars avatars, Environment environment) {
        return new PeopleUseCases(
                new Profiles(
                        ports.profiles(),
                        avatars,
                        environment.outbox(),
                        environment.transactions(),
                        environment.clock(),
                        environment.settings()),
                new PeoplePresence(ports.profiles(), presence),
                new ContactLists(ports, accounts, avatars, environment));
    }
}
