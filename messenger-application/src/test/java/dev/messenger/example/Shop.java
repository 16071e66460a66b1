package dev.messenger.example;

import dev.messenger.adapter.inmemory.InMemoryMessenger;
import dev.messenger.application.Messenger;
import dev.messenger.application.Ports;
import dev.messenger.application.account.NewAccount;
import dev.messenger.application.chat.CreateChats;
import dev.messenger.application.message.MessageView;
import dev.messenger.application.message.SendMessages;
import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.PasswordHash;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.message.ClientMessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import java.time.Instant;
import java.util.List;

/** A shop that gives each order a group chat: for the customer and whoever packs it. */
public final class Shop {

    /** Nobody signs in here with a password: the shop knows its people. */
    private static final PasswordHash NO_PASSWORD = new PasswordHash("none");

    private final Messenger messenger;
    private final Ports.Store store;

    Shop(Messenger messenger, Ports.Store store) {
        this.messenger = messenger;
        this.store = store;
    }

    public static void main(String[] arguments) {
        InMemoryMessenger memory = InMemoryMessenger.create();
        Shop shop = new Shop(memory.messenger(), memory.ports().store());
        UserId carla = shop.person("carla", "Carla Customer");
        UserId pete = shop.person("pete", "Pete Packer");

        ChatId order = shop.order(4711, carla, pete);
        shop.write(order, carla, "The green one, please.", "basket-1");
        shop.write(order, carla, "The green one, please.", "basket-1"); // a retry: it is there once
        shop.write(order, pete, "Green it is. It leaves today.", "packing-1");

        System.out.println(shop.unread(order, carla) + " unread for Carla");
        shop.lines(order, carla).forEach(System.out::println);
        System.out.println(shop.messagesSent() + " messages sent in all chats");
    }

    /** Takes someone over from the shop's own records. */
    UserId person(String username, String name) {
        Instant now = Instant.now();
        return store.transactions().inTransaction(() -> {
            UserId user = store.accounts()
                    .add(new NewAccount(
                            new Email(username + "@shop.example"),
                            new Username(username),
                            new DisplayName(name),
                            NO_PASSWORD,
                            now));
            store.accounts().verifyEmail(user, now);
            return user;
        });
    }

    /** The chat of a new order. */
    ChatId order(int number, UserId customer, UserId packer) {
        return messenger
                .createChats()
                .create(
                        packer,
                        new CreateChats.Command(
                                ChatType.GROUP, "Order " + number, null, null, false, List.of(customer)))
                .id();
    }

    /** Writes into the chat of an order; writing again under the same {@code id} does no harm. */
    void write(ChatId order, UserId from, String text, String id) {
        messenger
                .sendMessages()
                .send(
                        from,
                        new SendMessages.Command(
                                order, MessageType.TEXT, new MessageText(text), new ClientMessageId(id), null));
    }

    /** How many messages of an order someone has not read. */
    int unread(ChatId order, UserId reader) {
        return messenger.browseChats().find(reader, order).unreadCount();
    }

    /** The chat of an order as someone sees it, oldest first. */
    List<String> lines(ChatId order, UserId reader) {
        return messenger.readMessages().history(reader, order, null, 50).reversed().stream()
                .map(MessageView::message)
                .map(message -> message.sender().equals(reader) ? "  me: " + message.text() : "them: " + message.text())
                .toList();
    }

    /** What happened can be followed: here all that was ever sent is counted. */
    long messagesSent() {
        return store.outbox().read(0, 1_000).stream()
                .filter(recorded -> recorded.event() instanceof Event.MessageCreated)
                .count();
    }
}
