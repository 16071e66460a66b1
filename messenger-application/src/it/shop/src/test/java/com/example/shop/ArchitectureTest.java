package com.example.shop;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.messenger.archrules.HexagonalRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void isKept() {
        HexagonalRules.forRoot("com.example.shop")
                .withVendor("messenger", "dev.messenger..")
                .withVendor("mail", "dev.messenger..")
                .withVendor("app", "dev.messenger..")
                .withoutPackageAnnotation()
                .check(HexagonalRules.importMainClasses("com.example.shop"));
    }

    @Test
    void aWrongArrowIsCaught() {
        assertThatThrownBy(() -> HexagonalRules.forRoot("com.example.wrongshop")
                        .withRooms("printer")
                        .withoutPackageAnnotation()
                        .check(new ClassFileImporter().importPackages("com.example.wrongshop")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("[domain-knows-nobody]")
                .hasMessageContaining("com.example.wrongshop.adapter.printer.Printer")
                .hasMessageContaining("because");
    }
}
