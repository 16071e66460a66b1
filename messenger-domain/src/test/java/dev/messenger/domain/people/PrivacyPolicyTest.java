package dev.messenger.domain.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.domain.shared.InvalidValue;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PrivacyPolicyTest {

    private static final Set<Relationship> BLOCKS = Set.of(Relationship.BLOCKED, Relationship.BLOCKING);

    @ParameterizedTest
    @Tag("U1")
    @Tag("U2")
    @CsvSource({
        "EVERYONE, SELF, true",
        "EVERYONE, CONTACT, true",
        "EVERYONE, STRANGER, true",
        "EVERYONE, BLOCKED, false",
        "EVERYONE, BLOCKING, false",
        "CONTACTS, SELF, true",
        "CONTACTS, CONTACT, true",
        "CONTACTS, STRANGER, false",
        "CONTACTS, BLOCKED, false",
        "CONTACTS, BLOCKING, false",
        "NOBODY, SELF, true",
        "NOBODY, CONTACT, false",
        "NOBODY, STRANGER, false",
        "NOBODY, BLOCKED, false",
        "NOBODY, BLOCKING, false"
    })
    void theAudienceAndTheRelationshipDecide(Audience audience, Relationship viewer, boolean allowed) {
        PrivacySettings settings = new PrivacySettings(audience, audience, audience, audience);

        for (PrivacyRight right : new PrivacyRight[] {
            PrivacyRight.SEE_AVATAR,
            PrivacyRight.SEE_PRESENCE,
            PrivacyRight.START_PRIVATE_CHAT,
            PrivacyRight.ADD_TO_GROUP
        }) {
            assertThat(new Acquaintance(viewer, settings).may(right))
                    .as("%s", right)
                    .isEqualTo(allowed);
        }
    }

    @Test
    @Tag("U1")
    void eachRightHasItsOwnSetting() {
        Map<PrivacyRight, PrivacySettings> closing = new EnumMap<>(Map.of(
                PrivacyRight.START_PRIVATE_CHAT, closed(Audience.NOBODY, null, null, null),
                PrivacyRight.SEE_PRESENCE, closed(null, Audience.NOBODY, null, null),
                PrivacyRight.SEE_AVATAR, closed(null, null, Audience.NOBODY, null),
                PrivacyRight.ADD_TO_GROUP, closed(null, null, null, Audience.NOBODY)));

        closing.forEach((closed, settings) -> {
            for (PrivacyRight right : PrivacyRight.values()) {
                assertThat(new Acquaintance(Relationship.STRANGER, settings).may(right))
                        .as("%s when %s is for nobody", right, closed)
                        .isEqualTo(right != closed);
            }
        });
    }

    @ParameterizedTest
    @Tag("U8")
    @EnumSource(Relationship.class)
    void onlyABlockEndsATalkThatGoesOn(Relationship viewer) {
        PrivacySettings closed = closed(Audience.NOBODY, Audience.NOBODY, Audience.NOBODY, Audience.NOBODY);

        assertThat(new Acquaintance(viewer, closed).may(PrivacyRight.TALK_PRIVATELY))
                .isEqualTo(!BLOCKS.contains(viewer));
        assertThat(new Acquaintance(viewer, closed).may(PrivacyRight.KEEP_AS_CONTACT))
                .isEqualTo(!BLOCKS.contains(viewer));
    }

    @Test
    @Tag("U8")
    void aBlockWeighsMoreThanAContact() {
        assertThat(Relationship.of(false, true, true, true)).isEqualTo(Relationship.BLOCKED);
        assertThat(Relationship.of(false, false, true, true)).isEqualTo(Relationship.BLOCKING);
        assertThat(Relationship.of(false, false, false, true)).isEqualTo(Relationship.CONTACT);
        assertThat(Relationship.of(false, false, false, false)).isEqualTo(Relationship.STRANGER);
        assertThat(Relationship.of(true, false, false, false)).isEqualTo(Relationship.SELF);
    }

    @Test
    @Tag("U1")
    void theShortFormMovesBetweenNobodyAndEveryone() {
        PrivacySettings contacts = PrivacySettings.OPEN.withPrivateMessages(Audience.CONTACTS);

        assertThat(contacts.allowsPrivateMessages()).isTrue();
        assertThat(contacts.allowingPrivateMessages(true))
                .as("true leaves contacts")
                .isEqualTo(contacts);
        assertThat(contacts.allowingPrivateMessages(false).privateMessages()).isEqualTo(Audience.NOBODY);
        assertThat(contacts.allowingPrivateMessages(false).allowingPrivateMessages(true))
                .isEqualTo(PrivacySettings.OPEN);
    }

    @Test
    @Tag("U3")
    void hiddenPresenceIsNoPresence() {
        PresenceStatus here = new PresenceStatus(true, Instant.EPOCH);

        assertThat(here.asShownTo(new Acquaintance(Relationship.SELF, closed(null, Audience.NOBODY, null, null))))
                .isEqualTo(here);
        assertThat(here.asShownTo(new Acquaintance(Relationship.CONTACT, closed(null, Audience.NOBODY, null, null))))
                .isEqualTo(PresenceStatus.UNKNOWN);
    }

    @Test
    @Tag("U4")
    void aBioHasUpTo500CharactersOfAnyScript() {
        assertThat(new Bio("").value()).isEmpty();
        assertThat(new Bio("🦊".repeat(500)).value()).hasSize(1000);
        assertThatThrownBy(() -> new Bio("🦊".repeat(501))).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> new Bio("\0")).isInstanceOf(InvalidValue.class);
    }

    private static PrivacySettings closed(Audience... audiences) {
        Audience[] all = new Audience[4];
        for (int i = 0; i < all.length; i++) {
            all[i] = audiences[i] == null ? Audience.EVERYONE : audiences[i];
        }
        return new PrivacySettings(all[0], all[1], all[2], all[3]);
    }
}
