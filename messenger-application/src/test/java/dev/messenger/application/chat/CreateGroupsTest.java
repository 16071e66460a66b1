package dev.messenger.application.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.messenger.application.World;
import dev.messenger.application.chat.port.ChatListQuery;
import dev.messenger.application.chat.port.HandleTaken;
import dev.messenger.contracts.shared.Together;
import dev.messenger.domain.account.UserId;
import dev.messenger.domain.chat.ChatType;
import dev.messenger.domain.chat.Handle;
import dev.messenger.domain.chat.Role;
import dev.messenger.domain.event.Event;
import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.NotFound;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("H2")
class CreateGroupsTest {

    private final World world = new World();
    private final UserId ann = world.person("ann");
    private final UserId bob = world.person("bob");

    @ParameterizedTest
    @EnumSource(
            value = ChatType.class,
            names = {"GROUP", "CHANNEL"})
    void makesTheCallerItsOwner(ChatType type) {
        ChatView chat = create(type, "  Garden friends ", "Garden_Friends", " All about roses ", true, bob);

        assertThat(chat.title().value()).as("trimmed").isEqualTo("Garden friends");
        assertThat(chat.handle()).as("in lower case").isEqualTo(new Handle("garden_friends"));
        assertThat(chat.description().value()).isEqualTo("All about roses");
        assertThat(chat.type()).isEqualTo(type);
        assertThat(chat.membersCount()).isEqualTo(2);
        assertThat(chat.myRole()).isEqualTo(Role.OWNER);
        assertThat(world.messenger().chats().browsing().find(bob, chat.id()).myRole())
                .isEqualTo(Role.MEMBER);
        assertThat(world.eventsOf(chat.id())).containsExactly(new Event.ChatCreated(chat.id(), ann));
    }

    @Test
    void needsATitle() {
        assertThatThrownBy(() -> create(ChatType.GROUP, null, null, null, false))
                .isInstanceOf(InvalidValue.class)
                .hasMessageStartingWith("title");
        assertThatThrownBy(() -> create(ChatType.GROUP, " ", null, null, false)).isInstanceOf(InvalidValue.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"four", "1abcde", "with space", "hy-phen", "", "ümlaut", "x23456789012345678901234567890123"})
    void refusesWhatIsNoHandle(String handle) {
        assertThatThrownBy(() -> create(ChatType.GROUP, "Title", handle, null, true))
                .isInstanceOf(InvalidValue.class)
                .hasMessageStartingWith("handle");
    }

    @Test
    void onlyAPublicChatNeedsAHandle() {
        assertThatThrownBy(() -> create(ChatType.GROUP, "Title", null, null, true))
                .isInstanceOf(InvalidValue.class);
        assertThat(create(ChatType.GROUP, "Title", "handle", null, false).handle())
                .isEqualTo(new Handle("handle"));
    }

    @Test
    void refusesATakenHandle() {
        create(ChatType.GROUP, "Title", "garden", null, true);

        assertThatThrownBy(() -> create(ChatType.CHANNEL, "Title", "GARDEN", null, true))
                .isInstanceOf(HandleTaken.class);
        assertThat(world.messenger().chats().browsing().list(ann, new ChatListQuery(200, null)))
                .as("nothing was created")
                .hasSize(1);
    }

    @Test
    void ofManyAtOnceOneGetsTheHandle() {
        assertThat(Together.run(6, number -> create(ChatType.GROUP, "Title", "garden", null, true)))
                .filteredOn(Together.Outcome::succeeded)
                .hasSize(1);
    }

    @Test
    void dropsTheCallerAndDoublesFromTheMembers() {
        assertThat(create(ChatType.GROUP, "Title", null, null, false, bob, ann, bob)
                        .membersCount())
                .isEqualTo(2);
        assertThat(create(ChatType.GROUP, "Title", null, null, false).membersCount())
                .as("alone")
                .isEqualTo(1);
    }

    @Test
    void oneUnknownMemberIsTooMany() {
        assertThatThrownBy(() -> create(ChatType.GROUP, "Title", null, null, false, bob, new UserId(1L << 50)))
                .isInstanceOf(NotFound.class);
        assertThat(world.messenger().chats().browsing().list(bob, new ChatListQuery(200, null)))
                .as("nothing was created")
                .isEmpty();
    }

    @Test
    void namesAtMostTwoHundredMembers() {
        UserId[] tooMany = LongStream.range(1_000, 1_201).mapToObj(UserId::new).toArray(UserId[]::new);
        UserId[] enough = LongStream.range(1_000, 1_200).mapToObj(UserId::new).toArray(UserId[]::new);

        assertThatThrownBy(() -> create(ChatType.GROUP, "Title", null, null, false, tooMany))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("200")
                .hasMessageContaining("201");
        assertThatThrownBy(() -> create(ChatType.GROUP, "Title", null, null, false, enough))
                .as("200 are not too many; these do not exist")
                .isInstanceOf(NotFound.class);
    }

    @Test
    @Tag("H15")
    void eachHasAPublicIdOfItsOwn() {
        Set<String> ids = new HashSet<>();
        IntStream.range(0, 20)
                .forEach(i -> ids.add(create(ChatType.GROUP, "Title", null, null, false)
                        .publicId()
                        .value()));

        assertThat(ids).hasSize(20).allMatch(id -> id.matches("[A-Z0-9]{24}"));
    }

    private ChatView create(
            ChatType type,
            @Nullable String title,
            @Nullable String handle,
            @Nullable String description,
            boolean isPublic,
            UserId... members) {
        return world.messenger()
                .chats()
                .creation()
                .create(ann, new CreateChats.Command(type, title, handle, description, isPublic, List.of(members)));
    }
}
