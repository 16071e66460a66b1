package dev.messenger.contracts.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.messenger.application.account.port.Erasure;
import dev.messenger.application.account.port.NewAccount;
import dev.messenger.application.people.port.People;
import dev.messenger.contracts.PortContract;
import dev.messenger.contracts.shared.StoreContract;
import dev.messenger.contracts.shared.Unique;
import dev.messenger.domain.account.DisplayName;
import dev.messenger.domain.account.Email;
import dev.messenger.domain.account.PasswordHash;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.account.Username;
import dev.messenger.domain.search.SearchTerms;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Search for users by a part of their names (rule U5). */
@Tag("U5")
@PortContract(People.class)
public interface PeopleSearchContract extends StoreContract {

    @Test
    default void findsNobodyByWhatNobodyIsCalled() {
        assertThat(search(user(), Unique.name("q"))).isEmpty();
    }

    @Test
    default void theExactUsernameComesFirstThenPrefixesThenTheRest() {
        String term = Unique.name("q");
        UserId inside = person("z" + term, "Zoe");
        UserId insideName = person(Unique.name("n"), "The great " + term);
        UserId prefix = person(term + "_x", "Xaver");
        UserId prefixOfName = person(Unique.name("n"), term.toUpperCase(Locale.ROOT) + " Smith");
        UserId exact = person(term, "Quentin");
        List<UserId> found = search(user(), term);

        assertThat(found).hasSize(5).startsWith(exact);
        assertThat(found.subList(1, 3))
                .as("names that start with the term")
                .containsExactlyInAnyOrder(prefix, prefixOfName);
        assertThat(found.subList(3, 5)).as("names that contain the term").containsExactlyInAnyOrder(inside, insideName);
        assertThat(search(user(), term.substring(1)))
                .as("from its second letter on")
                .contains(exact, inside);
    }

    @Test
    default void letterCaseDoesNotMatterInAnyScript() {
        String mark = Unique.name("q");
        UserId russian = person(Unique.name("n"), "ШАРЛОТТА " + mark);

        assertThat(search(user(), "шарлотта " + mark)).containsExactly(russian);
        assertThat(search(user(), "лотта " + mark)).as("a part of it").containsExactly(russian);
    }

    @Test
    @Tag("U10")
    default void findsNamesInAnyOrderCaseAndForm() {
        String mark = Unique.name("q");
        UserId smith = person(mark + "_js", "John Smith");
        UserId ipek = person(mark + "_i", "İpek Şahin");
        UserId jose = person(mark + "_jose", "José Łuczak");
        UserId plain = person(mark + "_p", "Jose Luczak");
        UserId viewer = user();

        for (String query : List.of("smith john ", "JOHN ＳＭＩＴＨ ", "ith ohn ", "\"john smith\" ")) {
            assertThat(search(viewer, query + mark)).as(query).containsExactly(smith);
        }
        assertThat(search(viewer, "\"smith john\" " + mark)).isEmpty();
        for (String query : List.of("ipek ", "İPEK ", "IPEK sahin ", "Şahin ")) {
            assertThat(search(viewer, query + mark)).as(query).containsExactly(ipek);
        }
        assertThat(search(viewer, "jose luczak " + mark)).containsExactlyInAnyOrder(jose, plain);
        assertThat(search(viewer, "jose\u0301 " + mark)).containsExactly(jose);
        assertThat(search(viewer, "Łuczak " + mark)).containsExactly(jose);
    }

    @Test
    @Tag("U10")
    default void aNameThatBeginsWithTheQueryComesFirst() {
        String first = Unique.name("É");
        UserId inside = person(Unique.name("n"), "Smith " + first);
        UserId prefix = person(Unique.name("n"), first + " Smith");

        assertThat(search(user(), first)).containsExactly(prefix, inside);
        assertThat(search(user(), first + " sm")).containsExactly(prefix, inside);
    }

    @Test
    default void everyCharacterIsAnOrdinaryOne() {
        String mark = Unique.name("q");
        UserId percent = person(Unique.name("n"), "100% " + mark);
        UserId backslash = person(Unique.name("n"), "a\\b " + mark);

        assertThat(search(user(), "0% " + mark)).containsExactly(percent);
        assertThat(search(user(), "1_0% " + mark)).isEmpty();
        assertThat(search(user(), "%% " + mark)).isEmpty();
        assertThat(search(user(), "a\\b " + mark)).containsExactly(backslash);
    }

    @Test
    default void anEmailIsFoundWholeAndNeverInPart() {
        String mark = Unique.name("q");
        UserId user = inTransaction(() -> {
            UserId added = store().account()
                    .accounts()
                    .add(new NewAccount(
                            new Email(mark + "@example.com"),
                            new Username(Unique.name("n")),
                            new DisplayName("Someone"),
                            new PasswordHash("$hash$of$nothing"),
                            NOW));
            store().account().accounts().verifyEmail(added, NOW);
            return added;
        });

        assertThat(search(user(), mark + "@example.com"))
                .as("the whole address")
                .containsExactly(user);
        assertThat(search(user(), mark + "@example.co")).as("all but a letter").isEmpty();
        assertThat(search(user(), mark)).as("the part before the @").isEmpty();
    }

    @Test
    default void findsNeitherOneselfNorWhoBlockedOneNorWhoIsGone() {
        String term = Unique.name("q");
        UserId viewer = person(term + "1", "Viewer");
        UserId blocker = person(term + "2", "Blocker");
        UserId blocked = person(term + "3", "Blocked");
        UserId deleted = person(term + "4", "Deleted");
        inTransaction(() -> store().account().accounts().add(newAccount(term + "5", term + "5@example.com", NOW)));
        String nobody = Unique.name("d");
        store().transactions().run(() -> {
            store().people().blocks().add(blocker, viewer, NOW);
            store().people().blocks().add(viewer, blocked, NOW);
            store().account()
                    .erasure()
                    .erase(
                            deleted,
                            new Erasure.Placeholder(new Email(nobody + "@example.com"), new Username(nobody)),
                            NOW);
        });

        assertThat(search(viewer, term))
                .as("not the viewer, not those who blocked them, nobody deleted or never active")
                .containsExactly(blocked);
    }

    @Test
    default void stopsAtTheLimit() {
        String term = Unique.name("q");
        person(term + "1", "One");
        person(term + "2", "Two");
        UserId exact = person(term, "Exact");

        assertThat(people().search(user(), SearchTerms.of(term).orElseThrow(), null, 1))
                .hasSize(1);
        assertThat(people().search(user(), SearchTerms.of(term).orElseThrow(), null, 2))
                .hasSize(2);
        assertThat(search(user(), term).getFirst()).as("the best ones").isEqualTo(exact);
    }

    private UserId person(String username, String name) {
        return inTransaction(() -> {
            UserId user = store().account()
                    .accounts()
                    .add(new NewAccount(
                            new Email(Unique.name("e") + "@example.com"),
                            new Username(username),
                            new DisplayName(name),
                            new PasswordHash("$hash$of$nothing"),
                            NOW));
            store().account().accounts().verifyEmail(user, NOW);
            return user;
        });
    }

    private List<UserId> search(UserId viewer, String term) {
        Email email = term.indexOf('@') > 0 ? new Email(term) : null;
        return people().search(viewer, SearchTerms.of(term).orElseThrow(), email, 50).stream()
                .map(known -> known.profile().id())
                .toList();
    }

    private People people() {
        return store().people().profiles();
    }
}
