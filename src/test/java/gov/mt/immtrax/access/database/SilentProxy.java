package gov.mt.immtrax.access.database;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stands between the service and its database and can fall silent, as a firewall that forgets its connections: they
 * stay open, and nothing comes through any more.
 */
class SilentProxy implements Closeable {

    private final ServerSocket server;
    private final int database;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    /** One for all connections of a time; those that were silenced stay so. */
    private volatile AtomicBoolean speaking = new AtomicBoolean(true);

    /** @param database port of this machine */
    SilentProxy(int database) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.database = database;
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on nothing goes through, on connections that are open and on new ones. */
    void fallSilent() {
        speaking.set(false);
    }

    /** New connections work again; those from before never will. */
    void forgetTheOldOnes() {
        speaking = new AtomicBoolean(true);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket service = server.accept();
            Socket postgres = new Socket(InetAddress.getLoopbackAddress(), database);
            sockets.addAll(List.of(service, postgres));
            AtomicBoolean heard = speaking;
            start(() -> pump(service, postgres, heard));
            start(() -> pump(postgres, service, heard));
        }
    }

    private static void pump(Socket from, Socket to, AtomicBoolean heard) throws IOException {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8192];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (heard.get()) {
                    out.write(bytes, 0, read);
                    out.flush();
                }
            }
        } finally {
            if (heard.get()) {
                to.close();
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException closed) {
                        // one side has gone
                    }
                },
                "silent-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
