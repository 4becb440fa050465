package gov.mt.immtrax.access.number;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Draws new numbers. The database also formats them, so that a single statement can number many rows. */
@Repository
public class CaseNumberGenerator {

    private final JdbcClient jdbc;

    public CaseNumberGenerator(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Draws the next number. If the transaction is rolled back, the number stays unused.
     *
     * @throws IllegalArgumentException if this kind has no sequence
     * @throws org.springframework.dao.DataAccessException if the sequence has reached its end, 9,999,999
     */
    public String next(CaseKind kind) {
        return kind.of(jdbc.sql("select " + nextInSql(kind)).query(String.class).single())
                .text();
    }

    /**
     * The SQL expression that draws the next number, for a statement that inserts many rows.
     *
     * @throws IllegalArgumentException if this kind has no sequence
     */
    public static String nextInSql(CaseKind kind) {
        String sequence = kind.sequence().orElseThrow(() -> new IllegalArgumentException(kind + " has no sequence"));
        return "'%s' || lpad(cast(nextval('%s') as varchar(%d)), %d, '0')"
                .formatted(kind.prefix(), sequence, CaseKind.DIGITS, CaseKind.DIGITS);
    }
}
