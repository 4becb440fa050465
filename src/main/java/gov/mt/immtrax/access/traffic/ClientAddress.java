package gov.mt.immtrax.access.traffic;

import gov.mt.immtrax.access.identity.CurrentPerson;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The key by which requests from a network address are counted. */
final class ClientAddress {

    private static final int BYTES_OF_NETWORK = 8;

    private ClientAddress() {}

    /** The address itself. For IPv6 it is the /64 network, because one household owns all addresses in it. */
    static String of(@Nullable String address) {
        if (address == null
                || address.length() > CurrentPerson.LONGEST_NETWORK_ADDRESS
                || !address.matches("[0-9A-Fa-f:.%\\[\\]]+")) {
            return "unknown";
        }
        try {
            InetAddress parsed = InetAddress.getByName(address); // an address literal, so no name is looked up
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), BYTES_OF_NETWORK))
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
