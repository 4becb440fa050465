package gov.mt.immtrax.access.imports;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Says which line of an export is about which account of a login that has several lines or several accounts, as set
 * operations in the caller's transaction. Lines of other logins need no more than their user name, and nothing is
 * written for them.
 */
@Repository
class LineMatching {

    /** The account of a line that is about an access that the register does not have. */
    static final String NONE = "";

    /** The logins with a further account, which has no login key, and those with several lines. */
    private static final String SEVERAL = """
            l.import_number = :number and (
                l.username_key in (select a.username_key from account a where a.login_key is null)
                or l.username_key in (select s.username_key from import_line s where s.import_number = :number
                    group by s.username_key having count(*) > 1))""";

    private final JdbcClient jdbc;

    LineMatching(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void match(String number) {
        sql(number, "update import_line set account = null where import_number = :number and account is not null");
        int several = sql(number, "update import_line l set account = '" + NONE + "' where " + SEVERAL);
        if (several > 0) {
            byEmployer(number);
            inOrder(number);
        }
    }

    private void byEmployer(String number) {
        sql(number, """
                merge into import_line t using (
                    select f.line_number, f.number from (
                        select l.line_number, a.number, row_number() over (partition by l.line_number
                            order by a.status, case when a.location_key = l.location_key then 0 else 1 end,
                                a.number) as place
                        from import_line l
                        join account a on a.username_key = l.username_key and a.employer_key = l.employer_key
                        where l.import_number = :number and l.account = '') f
                    where f.place = 1) m
                on (t.import_number = :number and t.line_number = m.line_number)
                when matched then update set account = m.number""");
    }

    /**
     * What is left over is paired in order, because an export may write an employer in another way. Of the accounts,
     * only active ones are, and the only one of a login.
     */
    private void inOrder(String number) {
        sql(number, """
                merge into import_line t using (
                    select l.line_number, a.number from (
                        select line_number, username_key, row_number() over (partition by username_key
                            order by line_number) as place
                        from import_line where import_number = :number and account = '') l
                    join (
                        select a.number, a.username_key, row_number() over (partition by a.username_key
                            order by a.number) as place
                        from account a
                        where (a.status = 'ACTIVE' or not exists (select 1 from account o
                                where o.username_key = a.username_key and o.number <> a.number))
                            and a.username_key in (select username_key from import_line
                                where import_number = :number and account = '')
                            and not exists (select 1 from import_line m
                                where m.import_number = :number and m.username_key = a.username_key
                                    and m.account = a.number)) a
                    on a.username_key = l.username_key and a.place = l.place) m
                on (t.import_number = :number and t.line_number = m.line_number)
                when matched then update set account = m.number""");
    }

    private int sql(String number, String sql) {
        return jdbc.sql(sql).param("number", number).update();
    }
}
