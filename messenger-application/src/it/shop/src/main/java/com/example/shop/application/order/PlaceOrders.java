package com.example.shop.application.order;

import com.example.shop.application.order.port.OrderChats;
import com.example.shop.domain.order.Order;
import com.example.shop.domain.order.Person;

/** Placing orders. */
public final class PlaceOrders {

    private final OrderChats chats;

    public PlaceOrders(OrderChats chats) {
        this.chats = chats;
    }

    /** Places an order, and opens the conversation about it. */
    public Order place(int number, Person customer, Person packer) {
        Order order = new Order(number, customer, packer);
        chats.open(order);
        chats.write(order, packer, "Thank you for " + order.title() + "!", "welcome-" + number);
        return order;
    }
}
