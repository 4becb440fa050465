package gov.mt.immtrax.access.mail;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

/** The two parts of a mail. */
public final class Parts {

    private Parts() {}

    public static String text(MimeMessage mail) throws Exception {
        return content(mail, 0);
    }

    public static String html(MimeMessage mail) throws Exception {
        return content(mail, 1);
    }

    private static String content(MimeMessage mail, int part) throws Exception {
        return (String) ((MimeMultipart) mail.getContent()).getBodyPart(part).getContent();
    }
}
