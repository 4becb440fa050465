package gov.mt.immtrax.access.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that says what it is told to say, for the answers that a well-behaved one cannot be made to give. */
public final class ScriptedMailServer implements AutoCloseable {

    /** What it does instead of greeting, for the next connections. */
    public final Queue<String> greetings = new ConcurrentLinkedQueue<>();
    /** What it says to an address at RCPT, instead of 250. */
    public final Map<String, String> answers = new ConcurrentHashMap<>();
    /** Whether it drops the connection when the client says goodbye. */
    public volatile boolean hangsUpAtQuit;
    /** Mails as they came over the wire, headers and all. */
    public final List<String> accepted = new CopyOnWriteArrayList<>();

    private final ServerSocket socket;

    public ScriptedMailServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var thread = new Thread(this::serve, "scripted-mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                talk(client);
            } catch (IOException endOfConversation) {
                // The next one may go better.
            }
        }
    }

    private void talk(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        var out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8);
        String greeting = greetings.poll();
        out.print((greeting == null ? "220 scripted" : greeting) + "\r\n");
        out.flush();
        for (String line = in.readLine(); line != null && greeting == null; line = in.readLine()) {
            String verb = line.toUpperCase();
            String answer = "250 OK";
            if (verb.startsWith("RCPT TO:")) {
                String address = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                answer = answers.getOrDefault(address, answer);
            } else if (verb.equals("DATA")) {
                out.print("354 go on\r\n");
                out.flush();
                accepted.add(untilDot(in));
            } else if (verb.equals("QUIT")) {
                if (hangsUpAtQuit) {
                    return;
                }
                answer = "221 bye";
            }
            out.print(answer + "\r\n");
            out.flush();
        }
    }

    private static String untilDot(BufferedReader in) throws IOException {
        var mail = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        return mail.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
