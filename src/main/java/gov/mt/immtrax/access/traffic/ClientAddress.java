package gov.mt.immtrax.access.traffic;

import gov.mt.immtrax.access.identity.CurrentPerson;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** The key under which a network address is counted. */
final class ClientAddress {

    private static final int BYTES_OF_NETWORK = 8;

    private ClientAddress() {}

    /** The address itself; of IPv6 its network, since one household owns all the addresses in it. */
    static String of(String address) {
        if (address == null
                || address.length() > CurrentPerson.LONGEST_NETWORK_ADDRESS
                || !address.matches("[0-9A-Fa-f:.%\\[\\]]+")) {
            return "unknown";
        }
        try {
            InetAddress parsed = InetAddress.getByName(address); // made of digits and colons, so no name is looked up
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), BYTES_OF_NETWORK))
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
