package dev.messenger.example;

import dev.messenger.adapter.inmemory.InMemoryMessenger;
import dev.messenger.application.Messenger;
import dev.messenger.application.account.Provisioning;
import dev.messenger.application.chat.CreateChats;
import dev.messenger.application.message.MessageUseCases;
import dev.messenger.application.message.MessageView;
import dev.messenger.application.message.SendMessages;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import java.util.List;

/** The shortest program that embeds a messenger. */
public final class TenLines {

    private TenLines() {}

    public static void main(String[] arguments) {
        Messenger messenger = InMemoryMessenger.create().messenger();
        Provisioning users = messenger.account().provisioning();
        MessageUseCases messages = messenger.messages();
        UserId carla = users.provision("customer-17", "carla", "Carla Customer");
        UserId pete = users.provision("staff-4", "pete", "Pete Packer");
        CreateChats.Command group = CreateChats.Command.group("Order 4711", List.of(carla));
        ChatId order = messenger.chats().creation().create(pete, group).id();
        messages.sending().send(carla, SendMessages.Command.text(order, "The green one, please.", "basket-1"));
        for (MessageView message : messages.reading().history(pete, order, null, 50)) {
            System.out.println(message.message().text());
        }
    }
}
