package dev.messenger.app.http.chat;

import dev.messenger.app.testing.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** People, their chats and blocks, and the random source. */
final class ModelWorld {

    final SplittableRandom random;
    final List<Person> people;
    final List<ChatModel> chats = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();

    private record Block(Person blocker, Person blocked) {

        private String path() {
            return "/api/v1/users/" + blocked.id() + "/block";
        }
    }

    ModelWorld(SplittableRandom random, List<Person> people) {
        this.random = random;
        this.people = people;
        Person owner = people.getFirst();
        Person second = people.get(1);
        Person third = people.get(2);
        chats.add(ChatModel.of(Chat.pair(owner, second), owner, List.of(owner, second)));
        chats.add(ChatModel.of(Chat.open("group", owner, second, third), owner, List.of(owner, second, third)));
        chats.add(ChatModel.of(Chat.open("channel", second, owner), second, List.of(second, owner)));
        chats.add(ChatModel.of(Chat.group(third, owner, second), third, List.of(third, owner, second)));
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Blocks somebody; when a block exists already, ends the oldest one instead. */
    String block(Person blocker, Person blocked) {
        if (blocker.equals(blocked)) {
            return ChatModelIT.NOTHING;
        }
        if (!blocks.isEmpty()) {
            Block over = blocks.removeFirst();
            over.blocker.api().delete(over.path()).expect(204);
            return "unblock " + over.blocked.id() + " by " + over.blocker.id();
        }
        Block block = new Block(blocker, blocked);
        blocker.api().post(block.path()).expect(204);
        blocks.add(block);
        return "block " + blocked.id();
    }

    /** Whether either has blocked the other. */
    boolean areApart(Person one, Person other) {
        return blocks.contains(new Block(one, other)) || blocks.contains(new Block(other, one));
    }

    boolean mayReact(ChatModel chat, Person member) {
        return !chat.isPrivate() || !areApart(member, chat.counterpartOf(member));
    }

    boolean mayPost(ChatModel chat, Person member) {
        boolean isOfStaff = chat.rank(member.id()) < 2;
        return mayReact(chat, member) && (!chat.type.equals("channel") || isOfStaff);
    }
}
