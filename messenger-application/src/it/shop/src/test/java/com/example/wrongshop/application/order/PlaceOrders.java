package com.example.wrongshop.application.order;

import com.example.wrongshop.domain.order.Order;

public final class PlaceOrders {

    public Order place(int number) {
        return new Order(number);
    }
}
