package gov.mt.immtrax.access.number;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Draws numbers. The database formats them too, so that a statement over many rows makes the same ones. */
@Repository
public class CaseNumberGenerator {

    private final JdbcClient jdbc;

    public CaseNumberGenerator(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Draws the next number; one whose transaction is rolled back is never used.
     *
     * @throws IllegalArgumentException if this kind is not drawn from a sequence
     * @throws org.springframework.dao.DataAccessException if the sequence has come to its end, 9,999,999
     */
    public String next(CaseKind kind) {
        return kind.of(jdbc.sql("select " + nextInSql(kind)).query(String.class).single())
                .text();
    }

    /**
     * The SQL expression that draws the next number, for a statement that makes many rows.
     *
     * @throws IllegalArgumentException if this kind is not drawn from a sequence
     */
    public static String nextInSql(CaseKind kind) {
        String sequence =
                kind.sequence().orElseThrow(() -> new IllegalArgumentException(kind + " is not drawn from a sequence"));
        return "'%s' || lpad(cast(nextval('%s') as varchar(%d)), %d, '0')"
                .formatted(kind.prefix(), sequence, CaseKind.DIGITS, CaseKind.DIGITS);
    }
}
