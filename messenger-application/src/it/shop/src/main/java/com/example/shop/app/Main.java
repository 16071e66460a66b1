package com.example.shop.app;

import com.example.shop.adapter.mail.SpoolMailer;
import com.example.shop.adapter.messenger.order.MessengerOrderChats;
import com.example.shop.application.order.PlaceOrders;
import com.example.shop.application.order.port.OrderChats;
import com.example.shop.domain.order.Order;
import com.example.shop.domain.order.Person;
import dev.messenger.adapter.inmemory.InMemoryMessenger;
import dev.messenger.application.Messenger;
import dev.messenger.application.Ports;
import dev.messenger.application.shared.Settings;
import java.nio.file.Path;
import java.time.InstantSource;

/** Wires the shop to a messenger in memory that mails by the shop's own means. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        OrderChats chats = new MessengerOrderChats(messenger(Path.of(arguments[0])));
        Person carla = new Person("c-1", "carla", "Carla Customer");
        Order order = new PlaceOrders(chats).place(4711, carla, new Person("p-1", "pete", "Pete Packer"));
        chats.write(order, carla, "The green one, please.", "basket-1");
        chats.write(order, carla, "The green one, please.", "basket-1");
        chats.read(order, carla).forEach(System.out::println);
    }

    static Messenger messenger(Path spool) {
        Ports memory = InMemoryMessenger.create().ports();
        Ports ports = new Ports(
                memory.store(),
                memory.storage(),
                memory.limiter(),
                memory.security(),
                new SpoolMailer(spool),
                memory.presence());
        return Messenger.over(ports, Settings.defaults(), InstantSource.system());
    }
}
