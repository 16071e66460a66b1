package dev.messenger.adapter.http.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sockets without a token wait in a bounded room. */
@Tag("R12")
class WaitingRoomTest {

    private final Set<String> gone = new HashSet<>();
    private final WaitingRoom<String> room = new WaitingRoom<>(2, name -> !gone.contains(name));

    @Test
    void whoever_comes_when_it_is_full_takes_the_place_of_the_one_who_waits_longest() {
        for (String name : List.of("first", "second")) {
            assertThat(room.enter(name)).isEmpty();
        }
        assertThat(room.enter("third")).contains("first");
        assertThat(room.enter("fourth")).contains("second");
    }

    @Test
    void who_left_or_never_waits_takes_no_place() {
        room.enter("first");
        room.enter("second");
        gone.addAll(Set.of("first", "guest"));
        assertThat(room.enter("guest")).isEmpty();
        assertThat(room.enter("third")).isEmpty();
        assertThat(room.enter("fourth")).contains("second");
    }
}
