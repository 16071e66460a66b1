package dev.messenger.application.message;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of messages, newest first, as one reader sees it. As long as nothing in the chat changes, its newest page is the same
 * object again and again; so that what is made of it for the outside can be made once. Unmodifiable, thread-safe.
 */
public final class MessagePage extends AbstractList<MessageView> {

    private final List<MessageView> messages;
    private volatile byte @Nullable [] rendering;

    MessagePage(List<MessageView> messages) {
        this.messages = List.copyOf(messages);
    }

    @Override
    public MessageView get(int index) {
        return messages.get(index);
    }

    @Override
    public int size() {
        return messages.size();
    }

    /**
     * What {@code render} makes of this page, such as its JSON. It is asked once or a few times for each page, so that it has to be the
     * same function everywhere.
     *
     * @return not to be changed
     */
    public byte[] rendered(Function<? super List<MessageView>, byte[]> render) {
        byte[] known = rendering;
        if (known == null) {
            known = render.apply(messages);
            rendering = known;
        }
        return known;
    }
}
