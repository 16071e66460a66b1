package com.example.wrongshop.adapter.printer;

public final class Printer {

    public void print(String text) {
        System.out.println(text);
    }
}
