package dev.messenger.adapter.http.server;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Determines a client's address (rule L1): the socket's, unless that is a trusted proxy; then the right-most entry of
 * {@code X-Forwarded-For}, or else of {@code Forwarded} (RFC 7239), that is not a trusted proxy. Entries further left come from
 * the client and prove nothing. Immutable.
 */
public final class TrustedProxies {

    private static final Pattern OCTETS =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)");
    private static final Pattern FOR =
            Pattern.compile("(?:^|;)\\s*for=(\"[^\"]*\"|[^;\\s]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PORT = Pattern.compile("\\[([^\\]]*)](?::\\d{1,5})?|([^:]*):\\d{1,5}");
    private static final Pattern COLONS = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = networks;
    }

    /**
     * The proxies that an operator lists.
     *
     * @param entries addresses such as {@code 10.0.0.7}, or networks such as {@code 10.0.0.0/8} and {@code fd00::/8}
     * @throws IllegalArgumentException for an entry that is neither; host names are not resolved
     */
    public static TrustedProxies of(List<String> entries) {
        return new TrustedProxies(entries.stream().map(Network::parse).toList());
    }

    /** The address of the client that sent a request. */
    String clientAddress(HttpServletRequest request) {
        return clientAddress(
                request.getRemoteAddr(),
                Collections.list(request.getHeaders("X-Forwarded-For")),
                Collections.list(request.getHeaders("Forwarded")));
    }

    /**
     * The address of the client.
     *
     * @param socket the address at the other end of the connection
     * @param forwardedFor the values of all {@code X-Forwarded-For} headers, in order
     * @param forwarded the values of all {@code Forwarded} headers, in order; they count where there is no other header
     */
    String clientAddress(String socket, List<String> forwardedFor, List<String> forwarded) {
        String client = withoutPort(socket);
        List<String> hops = forwardedFor.isEmpty()
                ? entries(forwarded).map(TrustedProxies::forParameter).toList()
                : entries(forwardedFor).toList();
        for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
            InetAddress hop = literal(withoutPort(hops.get(i)));
            if (hop == null) {
                break;
            }
            client = hop.getHostAddress();
        }
        return client;
    }

    /** Whether this address is one of them. */
    boolean isTrusted(String address) {
        InetAddress literal = literal(address);
        return literal != null && networks.stream().anyMatch(network -> network.contains(literal));
    }

    private static Stream<String> entries(List<String> headers) {
        return headers.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip);
    }

    /** The parameter {@code for} of an element of {@code Forwarded}; empty when it has none. */
    private static String forParameter(String element) {
        Matcher parameter = FOR.matcher(element);
        return parameter.find() ? parameter.group(1).replace("\"", "") : "";
    }

    /** Both {@code 203.0.113.5:51234} and {@code [2001:db8::5]:443} have a port. */
    private static String withoutPort(String address) {
        Matcher withPort = PORT.matcher(address);
        return withPort.matches() ? Objects.requireNonNullElse(withPort.group(1), withPort.group(2)) : address;
    }

    /** Parses an address, null when the text is not one; never asks a name server. */
    private static @Nullable InetAddress literal(String text) {
        if (!OCTETS.matcher(text).matches() && !COLONS.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException malformed) {
            return null;
        }
    }

    /** The addresses whose first {@code bits} bits are those of {@code address}. */
    private record Network(InetAddress address, int bits) {

        static Network parse(String entry) {
            int slash = entry.indexOf('/');
            InetAddress address = literal(slash < 0 ? entry : entry.substring(0, slash));
            if (address == null) {
                throw new IllegalArgumentException("not an IP address or network: " + entry);
            }
            int size = address.getAddress().length * 8;
            int bits = slash < 0 ? size : bits(entry.substring(slash + 1));
            if (bits < 0 || bits > size) {
                throw new IllegalArgumentException("not an IP network: " + entry);
            }
            return new Network(address, bits);
        }

        private static int bits(String text) {
            return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
        }

        boolean contains(InetAddress other) {
            return address.getClass() == other.getClass() && prefix(address).equals(prefix(other));
        }

        private BigInteger prefix(InetAddress one) {
            byte[] bytes = one.getAddress();
            return new BigInteger(1, bytes).shiftRight(bytes.length * 8 - bits);
        }
    }
}
