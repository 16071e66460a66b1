package dev.messenger.application.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.CapsOf;
import dev.messenger.application.World;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.shared.RuleViolation;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long the lists of contacts and blocked users are at most. */
@Tag("U9")
class ContactCapsTest {

    private final World world = new World(CapsOf.contacts(2));
    private final UserId ann = world.person("ann");
    private final UserId bob = world.person("bob");
    private final UserId cid = world.person("cid");
    private final UserId dan = world.person("dan");

    @Test
    void aListHasSoManyContacts() {
        lists().add(ann, bob);
        lists().addByEmail(ann, World.emailOf("cid"));

        refuses("too_many_contacts", () -> lists().add(ann, dan));
        refuses("too_many_contacts", () -> lists().addByEmail(ann, World.emailOf("dan")));
        lists().add(ann, bob);
        lists().add(dan, ann);
        lists().remove(ann, bob);
        lists().add(ann, dan);
        assertThat(lists().contacts(ann, null, 10)).hasSize(2);
    }

    @Test
    void aUserBlocksSoMany() {
        lists().block(ann, bob);
        lists().block(ann, cid);

        refuses("too_many_blocked", () -> lists().block(ann, dan));
        lists().block(ann, bob);
        lists().unblock(ann, bob);
        lists().block(ann, dan);
        assertThat(lists().blocked(ann, null, 10)).hasSize(2);
    }

    @Test
    void ofManyAtOnceOneTakesTheLastPlace() {
        lists().add(ann, bob);
        List<UserId> others = List.of(cid, dan, world.person("eve"));

        Together.requireOneWinner(
                "the last place",
                Together.run(3, number -> {
                    lists().add(ann, others.get(number));
                    return number;
                }),
                RuleViolation.class);
    }

    private ContactLists lists() {
        return world.messenger().people().contacts();
    }

    private static void refuses(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
