package gov.mt.immtrax.access.mail.process;

import gov.mt.immtrax.access.mail.MailSettings;
import gov.mt.immtrax.access.mail.process.MailDelivery.Letter;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Renders an email from its template in {@code mail/} as HTML and plain text. User input never reaches a header, except
 * for the address, which is validated; the subject is fixed text and the number.
 */
@Component
class MailWriter {

    // English only, until the templates are also available in Spanish.
    private static final Locale LANGUAGE = Locale.US;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, MMMM d, yyyy", LANGUAGE);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("EEEE, MMMM d, yyyy, h:mm a zzz", LANGUAGE);
    /** Values that people typed. The recipient of the email may not know the person who typed them. */
    private static final Set<String> TYPED = Set.of(
            "userName",
            "supervisorName",
            "employer",
            "employersOfLogin",
            "otherEmployers",
            "locationName",
            "formerSupervisorName",
            "accountSupervisorName",
            "deputyName",
            "deputyOf",
            "employerBefore",
            "locationBefore",
            "changes");

    private static final Pattern HOST_DOT = Pattern.compile("(?<=[\\p{L}\\p{N}-])\\.(?=[\\p{L}\\p{N}]{2})");
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final MailSettings settings;
    private final ServiceAddress service;
    private final MessageSource messages;
    private final Clock clock;
    private final ITemplateEngine templates;

    MailWriter(MailSettings settings, ServiceAddress service, MessageSource messages, Clock clock) {
        this.settings = settings;
        this.service = service;
        this.messages = messages;
        this.clock = clock;
        this.templates = templateEngine(messages);
    }

    /** The same for every attempt to send an email, so that a duplicate can be recognized. */
    String messageId(UUID mail) {
        return "<" + mail + "@" + settings.from().substring(settings.from().indexOf('@') + 1) + ">";
    }

    /** @throws AddressException if the recipient is not exactly one well-formed address */
    MimeMessage write(MimeMessage message, Letter letter, String recipient, Map<String, Object> words)
            throws MessagingException {
        String html = html(letter, words);
        message.setHeader("Message-ID", messageId(letter.id()));
        message.setFrom(new InternetAddress(settings.from(), true));
        message.setRecipient(Message.RecipientType.TO, oneAddress(recipient));
        message.setSubject(subject(letter), UTF_8);
        message.setSentDate(Date.from(clock.instant()));
        // Prevents automatic replies such as out-of-office messages (RFC 3834).
        message.setHeader("Auto-Submitted", "auto-generated");
        var text = new MimeBodyPart();
        text.setText(PlainText.of(html), UTF_8);
        var page = new MimeBodyPart();
        page.setText(html, UTF_8, "html");
        message.setContent(new MimeMultipart("alternative", text, page));
        return message;
    }

    private static InternetAddress oneAddress(String text) throws AddressException {
        var address = new InternetAddress(text, true);
        if (address.isGroup()) {
            throw new AddressException("A group instead of one address");
        }
        return address;
    }

    private String subject(Letter letter) {
        return messages.getMessage(
                "mail." + letter.template() + ".subject",
                new Object[] {letter.caseNumber().text()},
                LANGUAGE);
    }

    private String html(Letter letter, Map<String, Object> words) {
        var model = new TreeMap<String, Object>();
        words.forEach((word, value) -> model.put(word, TYPED.contains(word) ? unlinked(value) : written(value)));
        model.put("caseNumber", letter.caseNumber().text());
        model.put("publicUrl", service.base());
        model.put("template", letter.template());
        return templates.process(letter.template(), new Context(LANGUAGE, model));
    }

    /**
     * Inserts a word joiner after each dot that could be part of a host name, because email programs would turn it into
     * a link.
     */
    private static Object unlinked(Object value) {
        if (value instanceof List<?> lines) {
            return lines.stream().map(MailWriter::unlinked).toList();
        }
        return value instanceof String text ? HOST_DOT.matcher(text).replaceAll("$0\u2060") : value;
    }

    private static Object written(Object value) {
        if (value instanceof LocalDate day) {
            return DAY.format(day);
        }
        return value instanceof ZonedDateTime moment ? MOMENT.format(moment) : value;
    }

    // Not a bean, because a second template engine in the context would replace the one for the pages.
    private static ITemplateEngine templateEngine(MessageSource messages) {
        var files = new ClassLoaderTemplateResolver();
        files.setPrefix("mail/");
        files.setSuffix(".html");
        files.setTemplateMode(TemplateMode.HTML);
        files.setCharacterEncoding(UTF_8);
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(files);
        engine.setTemplateEngineMessageSource(messages);
        return engine;
    }
}
