package dev.messenger.example;

import dev.messenger.adapter.inmemory.InMemoryMessenger;
import dev.messenger.application.Background;
import dev.messenger.application.Messenger;
import dev.messenger.application.chat.CreateChats;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.media.Uploads;
import dev.messenger.application.message.AttachFiles;
import dev.messenger.application.message.MessageView;
import dev.messenger.application.message.SendMessages;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.media.MediaType;
import dev.messenger.domain.message.MessageId;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A shop that gives each order a group chat: for the customer and whoever packs it. */
public final class Shop {

    private final InMemoryMessenger memory;
    private final Messenger messenger;

    Shop(InMemoryMessenger memory) {
        this.memory = memory;
        this.messenger = memory.messenger();
    }

    public static void main(String[] arguments) throws InterruptedException {
        InMemoryMessenger memory = InMemoryMessenger.create();
        try (Background background = Background.start(memory.messenger(), Shop::report)) {
            Shop shop = new Shop(memory);
            CountDownLatch sent = new CountDownLatch(2);
            background.feed().subscribe("statistics", 0, recorded -> shop.count(recorded, sent));

            UserId carla = shop.person("customer-17", "carla", "Carla Customer");
            UserId pete = shop.person("staff-4", "pete", "Pete Packer");
            ChatId order = shop.order(4711, carla, pete);
            MessageId wish = shop.write(order, carla, "The green one, please.", "basket-1");
            shop.write(order, carla, "The green one, please.", "basket-1"); // a retry: it is there once
            shop.write(order, pete, "Green it is. It leaves today.", "packing-1");
            shop.attach(wish, carla, new byte[] {80, 78, 71});

            System.out.println(shop.unread(order, carla) + " unread for Carla");
            shop.lines(order, carla).forEach(System.out::println);
            System.out.println("Pete got a picture of " + shop.picture(order, pete).length + " bytes");
            System.out.println("May Pete edit what Carla wrote? " + shop.mayEdit(pete, wish));
            sent.await();
            System.out.println("2 messages sent in all chats");
        }
    }

    /** Someone in the shop's own records, by the key and the names that they have there. */
    UserId person(String key, String username, String name) {
        return messenger.account().provisioning().provision(key, username, name);
    }

    /** The chat of a new order. */
    ChatId order(int number, UserId customer, UserId packer) {
        return messenger
                .chats()
                .creation()
                .create(packer, CreateChats.Command.group("Order " + number, List.of(customer)))
                .id();
    }

    /** Writes into the chat of an order; writing again under the same {@code id} does no harm. */
    MessageId write(ChatId order, UserId from, String text, String id) {
        return messenger
                .messages()
                .sending()
                .send(from, SendMessages.Command.text(order, text, id))
                .message()
                .id();
    }

    /** Puts a picture into the store, and attaches it. */
    void attach(MessageId message, UserId from, byte[] picture) {
        Uploads.Ticket ticket = messenger.media().uploads().issue(from, "wish.png", "image/png", picture.length);
        memory.storage().put(ticket.link().url(), ticket.link().headers(), picture);
        messenger
                .messages()
                .files()
                .attach(
                        from,
                        new AttachFiles.Command(
                                message, ticket.address().toString(), MediaType.PNG, picture.length, null));
    }

    /** The first picture of an order, as someone gets it. */
    byte[] picture(ChatId order, UserId viewer) {
        MessageView.AttachmentView file = messenger.messages().reading().history(viewer, order, null, 50).stream()
                .flatMap(message -> message.attachments().stream())
                .findFirst()
                .orElseThrow();
        return memory.storage().get(file.fileUrl()).bytes();
    }

    /** How many messages of an order someone has not read. */
    int unread(ChatId order, UserId reader) {
        return messenger.chats().browsing().find(reader, order).unreadCount();
    }

    /** The chat of an order as someone sees it, oldest first. */
    List<String> lines(ChatId order, UserId reader) {
        return messenger.messages().reading().history(reader, order, null, 50).reversed().stream()
                .map(MessageView::message)
                .map(message -> message.sender().equals(reader) ? "  me: " + message.text() : "them: " + message.text())
                .toList();
    }

    /** Whether to show someone the button to edit a message. */
    boolean mayEdit(UserId user, MessageId message) {
        return messenger.chats().abilities().canEdit(user, message);
    }

    /** What happens can be followed: here all that is ever sent is counted. */
    private void count(Outbox.Recorded recorded, CountDownLatch sent) {
        if (recorded.event() instanceof Event.MessageCreated) {
            sent.countDown();
        }
    }

    private static void report(String what, RuntimeException failure) {
        System.err.println(what + " failed and is tried again: " + failure);
    }
}
