package dev.messenger.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.messenger.application.chat.ChatView;
import dev.messenger.application.event.port.Outbox;
import dev.messenger.application.notification.port.NotificationView;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.notification.NotificationType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a messenger does by itself, once it is asked to (rule E4). */
@Tag("E4")
class BackgroundTest {

    private final World world = new World();
    private final UserId ann = world.person("ann");
    private final UserId bob = world.person("bob");
    private final List<String> failures = new CopyOnWriteArrayList<>();

    @Test
    void notifiesAndMails() {
        inTheBackground(background -> {
            ChatView chat = world.group(ann, bob);
            world.send(ann, chat, "Hello @bob");
            world.messenger().account().passwords().requestReset(World.emailOf("ann"));

            await().until(() -> notifications(bob).contains(NotificationType.MENTION));
            await().untilAsserted(() -> assertThat(world.mailer().sentTo(new Email(World.emailOf("ann"))))
                    .as("the verification, and now the reset")
                    .hasSize(2));
        });
    }

    @Test
    void removesFilesAndForgetsWhatIsOver() {
        ChatView chat = world.group(ann, bob);
        world.send(ann, chat, "Old news");
        var upload = world.upload(ann, "image/png", new byte[] {1});
        assertThat(world.storage().find(upload.key())).isPresent();
        world.pass(Duration.ofDays(31));
        inTheBackground(background -> {
            await().until(() -> world.storage().find(upload.key()).isEmpty());
            await().untilAsserted(() -> assertThat(world.messenger().events().read(0, 10))
                    .as("the newest stays")
                    .hasSize(1));
        });
    }

    @Test
    void letsOthersFollowTheEvents() {
        List<Outbox.Recorded> heard = new CopyOnWriteArrayList<>();
        inTheBackground(background -> {
            background.feed().subscribe("listener", world.messenger().events().last(), heard::add);
            world.group(ann, bob);
            await().until(() -> !heard.isEmpty());
        });
    }

    private void inTheBackground(Consumer<Background> work) {
        try (Background background =
                Background.start(world.messenger(), (name, failure) -> failures.add(name + ": " + failure))) {
            work.accept(background);
        }
        assertThat(failures).isEmpty();
    }

    private List<NotificationType> notifications(UserId user) {
        return world.messenger().notifications().list(user, null, 50).stream()
                .map(NotificationView::type)
                .toList();
    }
}
