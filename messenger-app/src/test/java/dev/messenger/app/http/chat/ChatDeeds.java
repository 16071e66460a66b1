package dev.messenger.app.http.chat;

import dev.messenger.app.testing.Person;
import java.util.List;
import java.util.Map;

/** Random actions on chats, on the server and in the model; {@link ChatModelIT#NOTHING} when an action is not allowed. */
record ChatDeeds(ModelWorld world) {

    String comeIn(ChatModel chat, Person actor) {
        if (!chat.isPublic || chat.banned.contains(actor.id())) {
            return ChatModelIT.NOTHING;
        }
        chat.chat.join(actor).expect(200);
        chat.come(actor);
        return "join";
    }

    String clear(ChatModel chat, Person actor) {
        actor.api().post(chat.chat.path("/clear")).expect(204);
        chat.sides.get(actor.id()).cleared = chat.newest();
        return "clear";
    }

    String mark(ChatModel chat, Person actor, String word, Runnable inModel) {
        actor.api().post(chat.chat.path("/" + word)).expect(200);
        inModel.run();
        return word;
    }

    String mute(ChatModel chat, Person actor) {
        ChatModel.Side side = chat.sides.get(actor.id());
        side.muted = world.random.nextBoolean();
        actor.api()
                .put(chat.chat.path("/notifications"), Map.of("muted", side.muted))
                .expect(200);
        return "mute: " + side.muted;
    }

    /** Keeps the last chat, because a deleted one has nothing to compare. */
    String leave(ChatModel chat, Person actor) {
        if (chat.isPrivate() || chat.sides.size() == 1) {
            return ChatModelIT.NOTHING;
        }
        chat.chat.leave(actor).expect(204);
        chat.leave(actor.id());
        return "leave";
    }

    String addOrRemove(ChatModel chat, Person actor, Person other) {
        if (chat.isPrivate() || chat.rank(actor.id()) > 1) {
            return ChatModelIT.NOTHING;
        }
        if (!chat.sides.containsKey(other.id())) {
            if (world.areApart(actor, other)) {
                chat.chat.add(actor, other).expect(403);
                return "add in vain " + other.id();
            }
            chat.chat.add(actor, other).expect(201);
            chat.banned.remove(other.id());
            chat.come(other);
            return "add " + other.id();
        }
        if (chat.rank(actor.id()) >= chat.rank(other.id())) {
            return ChatModelIT.NOTHING;
        }
        chat.chat.remove(actor, other).expect(204);
        chat.sides.remove(other.id());
        chat.banned.add(other.id());
        return "remove " + other.id();
    }

    String changeRole(ChatModel chat, Person actor, Person other) {
        if (chat.rank(actor.id()) > 0 || actor.equals(other) || !chat.sides.containsKey(other.id())) {
            return ChatModelIT.NOTHING;
        }
        String role = world.oneOf(List.of("member", "admin", "owner"));
        chat.chat.changeRole(actor, other, role).expect(200);
        if (role.equals("owner")) {
            chat.sides.get(actor.id()).role = "admin";
        }
        chat.sides.get(other.id()).role = role;
        return role + " " + other.id();
    }

    String rename(ChatModel chat, Person actor) {
        if (chat.isPrivate() || chat.rank(actor.id()) > 1) {
            return ChatModelIT.NOTHING;
        }
        String title = "Title " + world.random.nextInt(100);
        actor.api().patch(chat.chat.path("/title"), Map.of("title", title)).expect(200);
        chat.title = title;
        return title;
    }

    /** Mostly for one side; sometimes for both, who then create a new one. */
    String delete(ChatModel chat, Person actor) {
        if (!chat.isPrivate()) {
            return ChatModelIT.NOTHING;
        }
        if (world.random.nextInt(4) == 0 && !world.areApart(actor, chat.counterpartOf(actor))) {
            return deleteForBoth(chat, actor);
        }
        chat.chat.delete(actor, false).expect(204);
        ChatModel.Side side = chat.sides.get(actor.id());
        side.cleared = chat.newest();
        side.hidden = chat.newest();
        return "delete for oneself";
    }

    private String deleteForBoth(ChatModel chat, Person actor) {
        Person other = chat.counterpartOf(actor);
        chat.chat.delete(actor, true).expect(204);
        other.api().get(chat.chat.path("")).expect(404);
        Chat anew = Chat.pair(actor, other);
        world.chats.set(world.chats.indexOf(chat), ChatModel.of(anew, actor, List.of(actor, other)));
        return "delete for both, and make " + anew.id();
    }
}
