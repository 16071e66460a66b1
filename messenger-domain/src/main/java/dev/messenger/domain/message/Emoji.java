package dev.messenger.domain.message;

import dev.messenger.domain.shared.InvalidValue;
import dev.messenger.domain.shared.Text;

/**
 * One emoji, as a reaction (rule M11): a member of the set {@code RGI_Emoji} of Unicode (UTS #51). With and without variation
 * selectors it is the same emoji.
 *
 * @param value the fully qualified form
 */
public record Emoji(String value) {

    /** @throws InvalidValue when it is anything but one emoji */
    public Emoji {
        String qualified = RgiEmoji.qualified(Text.storable("emoji", value));
        if (qualified == null) {
            throw new InvalidValue("emoji", "must be one emoji");
        }
        value = qualified;
    }

    @Override
    public String toString() {
        return value;
    }
}
