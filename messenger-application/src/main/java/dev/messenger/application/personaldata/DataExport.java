package dev.messenger.application.personaldata;

import dev.messenger.application.account.OwnSessions;
import dev.messenger.application.account.port.AccountChanges.Change;
import dev.messenger.application.account.port.AccountPorts;
import dev.messenger.application.account.port.KnownNetworks.KnownNetwork;
import dev.messenger.application.account.port.OwnChat;
import dev.messenger.application.account.port.OwnData;
import dev.messenger.application.account.port.OwnMessage;
import dev.messenger.application.account.port.Session;
import dev.messenger.application.people.PeopleUseCases;
import dev.messenger.application.people.PersonView;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The export of all data of the caller, which is streamed page by page (rule A11). */
public final class DataExport {

    private static final int PAGE = 200;

    private final PeopleUseCases people;
    private final OwnSessions sessions;
    private final AccountPorts ports;
    private final OwnData data;

    public DataExport(PeopleUseCases people, OwnSessions sessions, AccountPorts ports) {
        this.people = people;
        this.sessions = sessions;
        this.ports = ports;
        this.data = ports.ownData();
    }

    /** The caller's profile. */
    public PersonView profile(UserId caller) {
        return people.profiles().own(caller);
    }

    /** The caller's sessions. */
    public List<Session> sessions(UserId caller) {
        return sessions.list(caller);
    }

    /** The networks from which the caller signed in. */
    public List<KnownNetwork> networks(UserId caller) {
        return ports.safety().knownNetworks().of(caller);
    }

    /** What happened to the security of the caller's account lately. */
    public List<Change> changes(UserId caller) {
        return ports.safety().changes().of(caller);
    }

    /** Passes each contact of the caller to {@code each}. */
    public void contacts(UserId caller, Consumer<PersonView> each) {
        pages((@Nullable UserId after) -> people.contacts().contacts(caller, after, PAGE), DataExport::id, each);
    }

    /** Passes each user whom the caller blocked to {@code each}. */
    public void blocked(UserId caller, Consumer<PersonView> each) {
        pages((@Nullable UserId after) -> people.contacts().blocked(caller, after, PAGE), DataExport::id, each);
    }

    /** Passes each chat of the caller to {@code each}. */
    public void chats(UserId caller, Consumer<OwnChat> each) {
        pages((@Nullable ChatId after) -> data.memberships(caller, after, PAGE), OwnChat::chat, each);
    }

    /** Passes each message that the caller sent and that is not deleted to {@code each}. */
    public void messages(UserId caller, Consumer<OwnMessage> each) {
        pages((@Nullable OwnMessage after) -> data.messages(caller, after, PAGE), Function.identity(), each);
    }

    private static UserId id(PersonView person) {
        return person.profile().id();
    }

    private static <T, K> void pages(Function<@Nullable K, List<T>> page, Function<T, K> key, Consumer<T> each) {
        List<T> items = page.apply(null);
        while (!items.isEmpty()) {
            items.forEach(each);
            items = page.apply(key.apply(items.getLast()));
        }
    }
}
