package dev.messenger.application.chat;

import dev.messenger.domain.chat.Member;
import java.util.List;

/**
 * A chat with the members that the viewer may know, staff first (rule H10).
 *
 * @param members at most 200
 */
public record ChatDetail(ChatView chat, List<Member> members) {}
