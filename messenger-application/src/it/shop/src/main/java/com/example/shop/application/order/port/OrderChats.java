package com.example.shop.application.order.port;

import com.example.shop.domain.order.Order;
import com.example.shop.domain.order.Person;
import java.util.List;

/** Where those who have to do with an order talk. */
public interface OrderChats {

    /** Opens the conversation of an order. */
    void open(Order order);

    /** Writes into it; again under the same key is nothing. */
    void write(Order order, Person from, String text, String key);

    /** All lines, as somebody reads them. */
    List<String> read(Order order, Person reader);
}
