package dev.messenger.application;

import dev.messenger.adapter.inmemory.InMemoryMessenger;
import dev.messenger.adapter.inmemory.account.InMemoryMailer;
import dev.messenger.adapter.inmemory.media.InMemoryMediaStorage;
import dev.messenger.adapter.security.Pbkdf2PasswordHasher;
import dev.messenger.application.account.Authentication;
import dev.messenger.application.account.port.Mail;
import dev.messenger.application.chat.ChatView;
import dev.messenger.application.chat.CreateChats;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.media.Uploads;
import dev.messenger.application.message.MessageView;
import dev.messenger.application.message.SendMessages;
import dev.messenger.application.shared.Settings;
import dev.messenger.contracts.shared.TestClock;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.ClientMessageId;
import dev.messenger.domain.message.MessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A messenger of its own for each test, with people in it and a clock that the test moves. */
public final class World {

    public static final Instant START = Instant.parse("2026-03-08T10:00:00Z");
    public static final String PASSWORD = "correct horse";

    private static final Pattern LINK = Pattern.compile("/verify-email\\?token=([A-Za-z0-9_-]+)");

    private final TestClock clock = new TestClock(START);
    private final InMemoryMessenger memory;

    public World() {
        this(Settings.defaults());
    }

    public World(Settings settings) {
        this.memory = InMemoryMessenger.create(settings, clock, new Pbkdf2PasswordHasher(1));
    }

    public Messenger messenger() {
        return memory.messenger();
    }

    /** What the messenger stands on, for another one over the same world. */
    public Ports ports() {
        return memory.ports();
    }

    public InMemoryMailer mailer() {
        return memory.mailer();
    }

    public InMemoryMediaStorage storage() {
        return memory.storage();
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        clock.pass(time);
    }

    public Instant now() {
        return clock.instant();
    }

    public static String emailOf(String name) {
        return name + "@example.com";
    }

    /** Registers, from an address that nobody else uses. */
    public void register(String name) {
        messenger().account().registration().register(emailOf(name), "Dr. " + name, name, PASSWORD);
    }

    /** The token in the last mail to somebody. */
    public String mailedToken(String name) {
        List<Mail> mails = mailer().sentTo(new Email(emailOf(name)));
        Matcher link = LINK.matcher(mails.getLast().text());
        if (!link.find()) {
            throw new AssertionError("no link in the mail: " + mails.getLast().text());
        }
        return link.group(1);
    }

    /** Signs in and says who it is. */
    public UserId login(String name) {
        Authentication authentication = messenger().account().authentication();
        String token = authentication
                .login(emailOf(name), PASSWORD, new Authentication.Device("address of " + name, "Test/1.0"))
                .accessToken();
        return authentication.authenticate(token).user();
    }

    /** Somebody with a proven mailbox. */
    public UserId person(String name) {
        register(name);
        messenger().account().registration().verifyEmail(mailedToken(name));
        return login(name);
    }

    /** The private chat of two. */
    public ChatView privateChat(UserId caller, UserId... others) {
        return messenger().chats().creation().create(caller, command(ChatType.PRIVATE, null, others));
    }

    /** A new group. */
    public ChatView group(UserId owner, UserId... members) {
        return messenger().chats().creation().create(owner, command(ChatType.GROUP, "A group", members));
    }

    /** A new channel. */
    public ChatView channel(UserId owner, UserId... members) {
        return messenger().chats().creation().create(owner, command(ChatType.CHANNEL, "A channel", members));
    }

    /** A new group that everyone can find. */
    public ChatView publicGroup(UserId owner, String handle) {
        return messenger()
                .chats()
                .creation()
                .create(owner, new CreateChats.Command(ChatType.GROUP, "Open", handle, null, true, List.of()));
    }

    /** What makes a chat that is not public. */
    public static CreateChats.Command command(ChatType type, @Nullable String title, UserId... members) {
        return new CreateChats.Command(type, title, null, null, false, Arrays.asList(members));
    }

    /** Sends a text. */
    public MessageView send(UserId sender, ChatView chat, String text) {
        return send(sender, text(chat, text, null));
    }

    public MessageView send(UserId sender, SendMessages.Command command) {
        return messenger().messages().sending().send(sender, command);
    }

    /** What sends a text. */
    public static SendMessages.Command text(ChatView chat, String text, @Nullable String clientId) {
        return new SendMessages.Command(
                chat.id(),
                MessageType.TEXT,
                new MessageText(text),
                clientId == null ? null : new ClientMessageId(clientId),
                null);
    }

    /** The ids of a page, newest first. */
    public List<MessageId> history(UserId viewer, ChatView chat, @Nullable MessageId before, int limit) {
        return messenger().messages().reading().history(viewer, chat.id(), before, limit).stream()
                .map(view -> view.message().id())
                .toList();
    }

    /** What happened in a chat. */
    public List<Event> eventsOf(ChatId chat) {
        return memory.ports().store().outbox().read(0, 10_000).stream()
                .map(Outbox.Recorded::event)
                .filter(event ->
                        event instanceof Event.OfChat ofChat && ofChat.chat().equals(chat))
                .toList();
    }

    /** A place for a file, and the file put there. */
    public Uploads.Ticket upload(UserId owner, String type, byte[] bytes) {
        Uploads.Ticket ticket = messenger().media().uploads().issue(owner, "file", type, bytes.length);
        storage().put(ticket.link().url(), ticket.link().headers(), bytes);
        return ticket;
    }
}
