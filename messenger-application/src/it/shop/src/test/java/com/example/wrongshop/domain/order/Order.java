package com.example.wrongshop.domain.order;

import com.example.wrongshop.adapter.printer.Printer;

/** An order that knows a printer: the arrow points the wrong way. */
public record Order(int number) {

    public void print() {
        new Printer().print("Order " + number);
    }
}
