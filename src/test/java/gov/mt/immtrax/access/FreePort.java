package gov.mt.immtrax.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports for servers that must know theirs before they start, since others are told of it. */
public final class FreePort {

    private FreePort() {}

    /**
     * Below the range from which the system takes ports for outgoing connections, so that it stays free until it is
     * used.
     */
    public static int find() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // the next one, then
            }
        }
    }
}
