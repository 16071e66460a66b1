package dev.messenger.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.World;
import dev.messenger.application.account.port.UsernameTaken;
import dev.messenger.application.chat.ChatView;
import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Unauthenticated;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users of the embedding program (rules E1, E2). */
@Tag("E1")
class ProvisioningTest {

    private final World world = new World();
    private final Provisioning provisioning = world.messenger().account().provisioning();

    @Test
    void theyTalkToOneAnotherAndToThoseWithAnAccount() {
        UserId carla = provisioning.provision("4711", "carla", "Carla Customer");
        UserId pete = provisioning.provision("4712", "pete", "Pete Packer");
        UserId anna = world.person("anna");
        ChatView chat = world.group(carla, pete, anna);
        world.send(anna, chat, "Hello @carla");

        assertThat(world.messenger().chats().browsing().find(carla, chat.id()).unreadCount())
                .isEqualTo(1);
        assertThat(world.privateChat(anna, carla).displayTitle()).isEqualTo("Carla Customer");
    }

    @Test
    void whatTheyAreCalledFollowsTheProgram() {
        UserId carla = provisioning.provision("4711", "carla", "Carla Customer");
        UserId anna = world.person("anna");
        ChatView chat = world.privateChat(anna, carla);

        assertThat(provisioning.provision("4711", "carla_miller", "Carla Miller"))
                .isEqualTo(carla);
        assertThat(world.messenger().chats().browsing().find(anna, chat.id()).displayTitle())
                .isEqualTo("Carla Miller");
        assertThat(provisioning.find("4711")).contains(carla);
        assertThat(provisioning.find("4712")).isEmpty();
        assertThat(provisioning.externalIds(List.of(carla, anna))).isEqualTo(Map.of(carla, "4711"));
    }

    @Test
    @Tag("U3")
    void othersAreToldWhenTheyAreCalledAnotherName() {
        UserId carla = provisioning.provision("4711", "carla", "Carla Customer");
        UserId anna = world.person("anna");
        world.privateChat(anna, carla);
        assertThat(listed(anna)).isEqualTo("Carla Customer");
        long start = world.messenger().events().last();

        provisioning.provision("4711", "carla", "Carla Customer");
        assertThat(world.messenger().events().last()).as("nothing changed").isEqualTo(start);
        provisioning.provision("4711", "carla", "Carla Miller");
        assertThat(world.messenger().events().read(start, 10))
                .extracting(Outbox.Recorded::event)
                .containsExactly(new Event.PersonChanged(carla));
        assertThat(listed(anna)).isEqualTo("Carla Miller");
    }

    private String listed(UserId viewer) {
        return world.messenger().chats().browsing().list(viewer, new ChatListQuery(10, null)).stream()
                .map(ChatView::displayTitle)
                .toList()
                .getFirst();
    }

    @Test
    void nobodyCanSignInAsThem() {
        UserId carla = provisioning.provision("4711", "carla", "Carla Customer");
        Authentication authentication = world.messenger().account().authentication();

        for (String email : List.of("carla@example.com", "4711@example.com")) {
            for (String password : List.of("", "-", "none", "null", "4711", "carla")) {
                assertThatThrownBy(
                                () -> authentication.login(email, password, new Authentication.Device(password, null)))
                        .isInstanceOf(Unauthenticated.class);
            }
        }
        assertThatThrownBy(() -> authentication.me(carla)).isInstanceOf(Unauthenticated.class);
        world.messenger().account().passwords().requestReset("carla@example.com");
        while (world.messenger().account().upkeep().mails().sendNext()) {
            // the mail that is asked for goes to nobody
        }
        assertThat(world.mailer().sentTo(new Email("carla@example.com"))).isEmpty();
        assertThat(world.messenger().people().profiles().own(carla).email()).isNull();
    }

    @Test
    void theirNamesAreNobodyElses() {
        provisioning.provision("4711", "carla", "Carla Customer");

        assertThatThrownBy(() -> world.register("carla")).isInstanceOf(UsernameTaken.class);
        assertThatThrownBy(() -> provisioning.provision("4712", "Carla", "Another Carla"))
                .isInstanceOf(UsernameTaken.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0000", "\ud800"})
    void anExternalIdIsAStorableText(String externalId) {
        assertThatThrownBy(() -> provisioning.provision(externalId, "carla", "Carla"))
                .isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> provisioning.find("x".repeat(256))).isInstanceOf(InvalidValue.class);
        assertThat(provisioning.find("x".repeat(255))).isEmpty();
    }

    @Test
    @Tag("E2")
    void whoIsDeprovisionedIsGoneAsADeletedAccountIs() {
        UserId carla = provisioning.provision("4711", "carla", "Carla Customer");
        UserId pete = provisioning.provision("4712", "pete", "Pete Packer");
        UserId anna = world.person("anna");
        ChatView group = world.group(carla, pete);
        ChatView chat = world.privateChat(anna, carla);
        world.send(carla, chat, "Hello");

        assertThat(world.messenger().personalData().deletion().deprovision("4711"))
                .isTrue();
        assertThat(world.messenger().personalData().deletion().deprovision("4711"))
                .as("again is nothing")
                .isFalse();

        assertThat(world.messenger().chats().browsing().find(anna, chat.id()).displayTitle())
                .isEqualTo("Deleted account");
        assertThat(world.history(anna, chat, null, 10)).hasSize(1);
        assertThatThrownBy(() -> world.send(anna, chat, "Anybody?")).isInstanceOf(Forbidden.class);
        assertThat(world.messenger().chats().browsing().find(pete, group.id()).myRole())
                .as("handed on")
                .isEqualTo(Role.OWNER);
        assertThat(provisioning.find("4711")).isEmpty();
        assertThat(provisioning.provision("4711", "carla", "A new Carla"))
                .as("the names are free")
                .isNotEqualTo(carla);
    }
}
