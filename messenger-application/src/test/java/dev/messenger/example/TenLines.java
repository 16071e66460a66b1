package dev.messenger.example;

import dev.messenger.adapter.inmemory.InMemoryMessenger;
import dev.messenger.application.Messenger;
import dev.messenger.application.chat.CreateChats;
import dev.messenger.application.message.SendMessages;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.util.List;

/** The shortest program that embeds a messenger. */
public final class TenLines {

    private TenLines() {}

    public static void main(String[] arguments) {
        Messenger messenger = InMemoryMessenger.create().messenger();
        UserId carla = messenger.account().provisioning().provision("customer-17", "carla", "Carla Customer");
        UserId pete = messenger.account().provisioning().provision("staff-4", "pete", "Pete Packer");
        ChatId order = messenger
                .chats()
                .creation()
                .create(pete, CreateChats.Command.group("Order 4711", List.of(carla)))
                .id();
        messenger
                .messages()
                .sending()
                .send(carla, SendMessages.Command.text(order, "The green one, please.", "basket-1"));
        messenger
                .messages()
                .reading()
                .history(pete, order, null, 50)
                .forEach(line -> System.out.println(line.message().text()));
    }
}
