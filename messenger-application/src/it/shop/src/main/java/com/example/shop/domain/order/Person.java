package com.example.shop.domain.order;

/** Someone in the shop's own records. */
public record Person(String id, String username, String name) {}
