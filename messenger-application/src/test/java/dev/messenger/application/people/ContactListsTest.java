package dev.messenger.application.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.World;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.Forbidden;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.NotFound;
import dev.messenger.domain.shared.RuleViolation;
import dev.messenger.domain.shared.Unauthenticated;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whom one knows, and whom one does not want to know (rules U7, U8). */
@Tag("U7")
class ContactListsTest {

    private static final UserId NOBODY = new UserId(999);

    private final World world = new World();
    private final UserId ann = world.person("ann");
    private final UserId bob = world.person("bob");

    @Test
    void contactsAreOneSidedAndAddedOnce() {
        lists().add(ann, bob);
        lists().add(ann, bob);

        assertThat(contactsOf(ann)).containsExactly(bob);
        assertThat(contactsOf(bob)).isEmpty();
        lists().remove(ann, bob);
        lists().remove(ann, bob);
        assertThat(contactsOf(ann)).isEmpty();
    }

    @Test
    void anEmailFindsItsOwner() {
        lists().addByEmail(ann, " BOB@example.com ");

        assertThat(contactsOf(ann)).containsExactly(bob);
        assertThatThrownBy(() -> lists().addByEmail(ann, "bob")).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> lists().addByEmail(ann, "nobody@example.com")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> lists().addByEmail(ann, "ann@example.com")).isInstanceOf(RuleViolation.class);
    }

    @Test
    void whoIsNotActiveIsNobody() {
        world.register("new");

        assertThatThrownBy(() -> lists().addByEmail(ann, "new@example.com")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> lists().add(ann, NOBODY)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> lists().block(ann, NOBODY)).isInstanceOf(NotFound.class);
    }

    @Test
    void oneselfIsNobodyElse() {
        assertThatThrownBy(() -> lists().add(ann, ann)).isInstanceOf(RuleViolation.class);
        assertThatThrownBy(() -> lists().block(ann, ann)).isInstanceOf(RuleViolation.class);
    }

    @Test
    @Tag("U8")
    void aBlockForbidsContactsOnEitherSideAndByEmailItTellsNothing() {
        lists().block(ann, bob);

        for (List<UserId> pair : List.of(List.of(ann, bob), List.of(bob, ann))) {
            assertThatThrownBy(() -> lists().add(pair.getFirst(), pair.getLast()))
                    .isInstanceOfSatisfying(
                            Forbidden.class,
                            refused -> assertThat(refused.code()).isEqualTo("blocked"));
        }
        assertThatThrownBy(() -> lists().addByEmail(bob, "ann@example.com")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> lists().addByEmail(ann, "bob@example.com")).isInstanceOf(NotFound.class);
        lists().unblock(ann, bob);
        lists().unblock(ann, bob);
        lists().add(ann, bob);
        lists().add(bob, ann);
        assertThat(contactsOf(ann)).containsExactly(bob);
    }

    @Test
    @Tag("U8")
    void blockingDropsTheContactOnTheBlockersSide() {
        lists().add(ann, bob);
        lists().add(bob, ann);
        lists().block(ann, bob);
        lists().block(ann, bob);

        assertThat(contactsOf(ann)).isEmpty();
        assertThat(contactsOf(bob)).as("of the blocked").containsExactly(ann);
        assertThat(lists().blocked(ann, null, 10))
                .extracting(view -> view.profile().id())
                .containsExactly(bob);
        assertThat(lists().blocked(bob, null, 10)).isEmpty();
    }

    @Test
    void whoIsGoneKeepsNobody() {
        assertThatThrownBy(() -> lists().add(NOBODY, ann)).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> lists().addByEmail(NOBODY, "ann@example.com")).isInstanceOf(Unauthenticated.class);
        assertThatThrownBy(() -> lists().block(NOBODY, ann)).isInstanceOf(Unauthenticated.class);
    }

    private ContactLists lists() {
        return world.messenger().people().contacts();
    }

    private List<UserId> contactsOf(UserId owner) {
        return lists().contacts(owner, null, 10).stream()
                .map(view -> view.profile().id())
                .toList();
    }
}
