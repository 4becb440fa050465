package gov.mt.immtrax.access.imports;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Shows staff the open differences about an account. */
@Component
public class OpenDifferences {

    /**
     * One open difference.
     *
     * @param kind suffix of the message key {@code imports.what.}
     * @param page path of the list page that contains it
     */
    public record OpenDifference(String number, String kind, String page) {}

    private final JdbcClient jdbc;

    OpenDifferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The open differences about an account, oldest first. */
    public List<OpenDifference> of(String account) {
        return jdbc.sql("""
                        select d.number, d.kind, (
                            select count(*) from account_difference o where o.kind = d.kind and o.closed_at is null
                                and (o.username_key < d.username_key
                                    or o.username_key = d.username_key and o.number < d.number)) as above
                        from account_difference d
                        where d.account = :account and d.closed_at is null
                            and d.username_key = (select username_key from account where number = :account)
                        order by d.number""")
                .param("account", account)
                .query((row, index) -> new OpenDifference(
                        row.getString("number"),
                        row.getString("kind"),
                        "/staff/differences?kind=" + row.getString("kind") + "&page="
                                + (row.getLong("above") / DifferenceRepository.PAGE_SIZE + 1) + "#"
                                + row.getString("number")))
                .list();
    }
}
