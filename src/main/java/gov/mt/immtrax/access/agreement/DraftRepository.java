package gov.mt.immtrax.access.agreement;

import gov.mt.immtrax.access.time.UtcColumn;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * Stores unfinished forms, so that their owners find them again on any device. There is one draft for each form and
 * request, and only its owner can read it.
 */
@Repository
public class DraftRepository {

    /** Width of the column, in characters. */
    private static final int CONTENT_LIMIT = 8_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    DraftRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The draft of this owner; empty if there is none or it belongs to someone else. */
    public Optional<Draft> find(String form, String requestNumber, String ownerAddress) {
        return jdbc.sql("""
                select content, saved_at from form_draft
                where form = :form and request_number = :number and owner_address = :owner""")
                .param("form", form)
                .param("number", requestNumber)
                .param("owner", ownerAddress)
                .query((row, i) -> new Draft(
                        AnswersJson.read(row.getString("content")),
                        DigestUtils.sha256Hex(row.getString("content")),
                        UtcColumn.read(row, "saved_at")))
                .optional();
    }

    /**
     * Saves what was typed, valid or not, and replaces the previous draft. Text that is far too long for any field is
     * cut, so that saving never fails. Do not call this inside a transaction, because two devices may save at the same
     * time.
     *
     * @param values {@code String} or {@code Boolean}, in the form's order
     */
    public void save(String form, String requestNumber, String ownerAddress, Map<String, ?> values) {
        String content = content(values);
        StatementSpec update = bind("""
                update form_draft set owner_address = :owner, content = :content, saved_at = :now
                where form = :form and request_number = :number""", form, requestNumber, ownerAddress, content);
        if (update.update() > 0) {
            return;
        }
        try {
            bind("""
                insert into form_draft (form, request_number, owner_address, content, saved_at)
                values (:form, :number, :owner,
                    :content, :now)""", form, requestNumber, ownerAddress, content).update();
        } catch (DuplicateKeyException savedMeanwhile) {
            update.update();
        }
    }

    /** Deletes the draft of a form, whoever owns it. Does nothing if there is none. */
    public void delete(String form, String requestNumber) {
        jdbc.sql("delete from form_draft where form = :form and request_number = :number")
                .param("form", form)
                .param("number", requestNumber)
                .update();
    }

    private StatementSpec bind(String sql, String form, String requestNumber, String ownerAddress, String content) {
        return jdbc.sql(sql)
                .param("form", form)
                .param("number", requestNumber)
                .param("owner", ownerAddress)
                .param("content", content)
                .param("now", UtcColumn.of(clock.instant()));
    }

    private static String content(Map<String, ?> values) {
        String content = AnswersJson.write(values);
        for (int limit = CONTENT_LIMIT / 2; content.length() > CONTENT_LIMIT; limit /= 2) {
            content = AnswersJson.write(cut(values, limit));
        }
        return content;
    }

    private static Map<String, Object> cut(Map<String, ?> values, int limit) {
        Map<String, Object> cut = new LinkedHashMap<>();
        values.forEach((name, value) -> cut.put(name, value instanceof String text ? cut(text, limit) : value));
        return cut;
    }

    private static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
    }
}
