package gov.mt.immtrax.access.demo;

import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Collectors;

/** The demo's mail server, which keeps what it is given: a mail to two people is one mail here, as it was sent. */
public final class DemoMails implements AutoCloseable {

    private final GreenMail server;
    private final List<DemoMail> received = new ArrayList<>();
    private final Set<MimeMessage> seen = Collections.newSetFromMap(new WeakHashMap<>());

    private DemoMails(GreenMail server) {
        this.server = server;
    }

    /** @param port of SMTP, on this machine only; 0 for a free one */
    public static DemoMails start(int port) {
        var server = new GreenMail(new ServerSetup(port, "localhost", ServerSetup.PROTOCOL_SMTP));
        server.start();
        var mails = new DemoMails(server);
        var inboxes = server.getUserManager().getMessageDeliveryHandler();
        server.getUserManager().setMessageDeliveryHandler((mail, address) -> {
            mails.receive(mail);
            return inboxes.handle(mail, address);
        });
        return mails;
    }

    /** All mails, the newest first. */
    public synchronized List<DemoMail> all() {
        var newestFirst = new ArrayList<>(received);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    /** The mails of which an address is a recipient or gets a copy, the newest first. */
    public List<DemoMail> to(String address) {
        return all().stream()
                .filter(mail ->
                        List.of((mail.to() + ", " + mail.cc()).split(", ")).contains(address))
                .toList();
    }

    Optional<DemoMail> find(String id) {
        return all().stream().filter(mail -> mail.id().equals(id)).findFirst();
    }

    synchronized void clear() {
        received.clear();
    }

    /** Of SMTP. */
    public int port() {
        return server.getSmtp().getPort();
    }

    @Override
    public void close() {
        server.stop();
    }

    /** Called once for each recipient. */
    private synchronized void receive(MovingMessage delivery) throws MessagingException {
        var message = delivery.getMessage();
        if (!seen.add(message)) {
            return;
        }
        try {
            var sent = message.getSentDate();
            received.add(new DemoMail(
                    String.valueOf(received.size() + 1),
                    addresses(message.getRecipients(Message.RecipientType.TO)),
                    addresses(message.getRecipients(Message.RecipientType.CC)),
                    addresses(message.getFrom()),
                    Objects.toString(message.getSubject(), ""),
                    content(message, "text/plain"),
                    content(message, "text/html"),
                    sent == null ? Instant.now() : sent.toInstant()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String addresses(Address[] addresses) {
        return addresses == null
                ? ""
                : Arrays.stream(addresses)
                        .map(address -> ((InternetAddress) address).getAddress())
                        .collect(Collectors.joining(", "));
    }

    /** The first part of a type, or nothing. */
    private static String content(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type) && !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            return ((String) part.getContent()).replace("\r\n", "\n");
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                var found = content(parts.getBodyPart(i), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }
}
