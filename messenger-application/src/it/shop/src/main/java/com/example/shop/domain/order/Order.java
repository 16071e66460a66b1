package com.example.shop.domain.order;

/** What somebody bought, and who packs it. */
public record Order(int number, Person customer, Person packer) {

    /** What its conversation is called. */
    public String title() {
        return "Order " + number;
    }
}
