package dev.messenger.application.shared.port;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A rate limit on one subject: at most {@code permits} in any stretch of {@code window} (rule L1).
 *
 * @param name which limit, such as {@code login}
 * @param subject the counted subject, such as an address
 * @param permits zero turns the limit off
 */
public record Limit(String name, String subject, int permits, Duration window) {

    private static final int IPV6_GROUPS = 8;

    /** At most {@code permits} a minute. */
    public static Limit perMinute(String name, String subject, int permits) {
        return new Limit(name, subject, permits, Duration.ofMinutes(1));
    }

    /**
     * The subject that stands for a client's address. IPv6 counts by /64, which is what one subscriber has (RFC 6177).
     *
     * @param address an IPv4 or IPv6 address; any other text stands for itself
     */
    public static String subjectOf(String address) {
        int zone = address.indexOf('%');
        String[] halves = (zone < 0 ? address : address.substring(0, zone)).split("::", -1);
        if (!address.contains(":") || address.contains(".") || halves.length > 2) {
            return address;
        }
        List<String> groups = new ArrayList<>(groups(halves[0]));
        if (halves.length == 2) {
            List<String> last = groups(halves[1]);
            while (groups.size() + last.size() < IPV6_GROUPS) {
                groups.add("0");
            }
            groups.addAll(last);
        }
        return groups.size() == IPV6_GROUPS ? String.join(":", groups.subList(0, IPV6_GROUPS / 2)) + "::/64" : address;
    }

    private static List<String> groups(String half) {
        return half.isEmpty()
                ? List.of()
                : Arrays.stream(half.toLowerCase(Locale.ROOT).split(":", -1))
                        .map(group -> group.replaceFirst("^0+(?=.)", ""))
                        .toList();
    }
}
