package com.example.shop.adapter.messenger.order;

import com.example.shop.application.order.port.OrderChats;
import com.example.shop.domain.order.Order;
import com.example.shop.domain.order.Person;
import dev.messenger.application.Messenger;
import dev.messenger.application.chat.CreateChats;
import dev.messenger.application.message.SendMessages;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.message.ClientMessageId;
import dev.messenger.domain.message.MessageText;
import dev.messenger.domain.message.MessageType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A group chat for each order. */
public final class MessengerOrderChats implements OrderChats {

    private final Messenger messenger;
    private final Map<Integer, ChatId> chats = new ConcurrentHashMap<>();

    public MessengerOrderChats(Messenger messenger) {
        this.messenger = messenger;
    }

    @Override
    public void open(Order order) {
        chats.computeIfAbsent(order.number(), number -> messenger
                .chats()
                .creation()
                .create(
                        user(order.packer()),
                        new CreateChats.Command(
                                ChatType.GROUP, order.title(), null, null, false, List.of(user(order.customer()))))
                .id());
    }

    @Override
    public void write(Order order, Person from, String text, String key) {
        messenger
                .messages()
                .sending()
                .send(
                        user(from),
                        new SendMessages.Command(
                                chats.get(order.number()),
                                MessageType.TEXT,
                                new MessageText(text),
                                new ClientMessageId(key),
                                null));
    }

    @Override
    public List<String> read(Order order, Person reader) {
        ChatId chat = chats.get(order.number());
        return messenger.messages().reading().history(user(reader), chat, null, 200).reversed().stream()
                .map(line -> line.message().text().value())
                .toList();
    }

    private UserId user(Person person) {
        return messenger.account().provisioning().provision(person.id(), person.username(), person.name());
    }
}
