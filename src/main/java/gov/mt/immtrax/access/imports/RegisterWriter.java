package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.account.AccountSettings;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.number.CaseNumberGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Writes lines into the register as set operations on several thousand lines, in the caller's transaction. It publishes
 * no events and posts no emails: the processes read the register when their dates are due.
 */
@Repository
class RegisterWriter {

    private static final String LINES =
            " from import_line l where l.import_number = :number and l.line_number between :from and :to";

    /** The supervisor's name, or their address if the file has none. */
    static final String SUPERVISOR_NAME = "case when %1$s.supervisor_address is not null then"
            + " coalesce(%1$s.supervisor_name, substring(%1$s.supervisor_address from 1 for 128)) end";

    /** What is of the line, and not of its login, from the email address to the time of the inactivation. */
    private static final String OF_LINE = """
            l.email_address, l.employer, l.employer_key, l.location_name, coalesce(l.location_key, ''), l.access_level,
            %s, l.supervisor_name_key, l.supervisor_address, l.last_access_at, l.status,
            case when l.status = 'INACTIVATED' then 'REGISTRY' end,
            case when l.status = 'INACTIVATED' then cast(:now as timestamp with time zone) end\
            """.formatted(SUPERVISOR_NAME.formatted("l"));

    private final JdbcClient jdbc;
    private final RegistryImportRepository imports;
    private final AccountSettings settings;

    RegisterWriter(JdbcClient jdbc, RegistryImportRepository imports, AccountSettings settings) {
        this.jdbc = jdbc;
        this.imports = imports;
        this.settings = settings;
    }

    /**
     * Updates the last access to a later one, never to an earlier one. It is that of the login, under whichever
     * employer.
     *
     * @param from first line of the file
     * @param to last line of the file
     * @return number of changed accounts
     */
    int moveLastAccess(String number, int from, int to) {
        // locks the accounts by number, like all other code; the next statement updates them in any order
        sql("""
                select a.number from account a
                where exists (select 1 %s and l.username_key = a.username_key and l.last_access_at is not null
                              and (a.last_access_at is null or a.last_access_at < l.last_access_at))
                order by a.number for update""".formatted(LINES), number, from, to).query(String.class).list();
        return sql("""
                merge into account a
                using (select l.username_key, max(l.last_access_at) as last_access_at %s
                       and l.last_access_at is not null group by l.username_key) f
                on (a.username_key = f.username_key)
                when matched and (a.last_access_at is null or a.last_access_at < f.last_access_at)
                then update set last_access_at = f.last_access_at""".formatted(LINES), number, from, to).update();
    }

    /**
     * Enters the accounts that are not in the register yet, each with the first event of its history. The actor is the
     * person who applied the import, or null for a command.
     *
     * @param from first line of the file
     * @param to last line of the file
     * @return number of new accounts
     */
    int enter(RegistryImport it, int from, int to) {
        String number = it.number();
        String next = CaseNumberGenerator.nextInSql(CaseKind.ACCOUNT);
        sql("""
                update import_line l set account = %s
                where l.import_number = :number and l.line_number between :from and :to and l.account is null
                  and not exists (select 1 from account a where a.username_key = l.username_key)
                  and not exists (select 1 from import_line f
                      where f.import_number = :number and f.line_number between :from and :to
                          and f.username_key = l.username_key and f.line_number < l.line_number)\
                """.formatted(next), number, from, to).update();
        int entered = sql("""
                insert into account (number, login_key, username, username_key, username_folded, first_name,
                    first_name_key, last_name, last_name_key, email_address, employer, employer_key, location_name,
                    location_key, access_level, supervisor_name, supervisor_name_key, supervisor_address,
                    last_access_at, status, inactivation_reason, inactivated_at)
                select l.account, l.username_key, l.username, l.username_key, coalesce(l.username_folded, ''),
                    l.first_name, coalesce(l.first_name_key, ''), l.last_name, l.last_name_key, %s
                %s and l.account is not null""".formatted(OF_LINE, LINES), number, from, to)
                .param("now", imports.now())
                .update();
        if (settings.severalEmployers()) {
            entered += enterFurther(number, from, to, next);
        }
        sql("""
                insert into account_change (account, changed_at, type, actor, case_number)
                select l.account, cast(:now as timestamp with time zone), 'IMPORTED', cast(:actor as varchar(254)),
                    :number
                %s and l.account is not null""".formatted(LINES), number, from, to)
                .param("now", imports.now())
                .param("actor", it.appliedBy())
                .update();
        return entered;
    }

    /**
     * Enters the accounts under other employers of the logins that this import has entered. User name and name of the
     * person are the login's.
     */
    private int enterFurther(String number, int from, int to, String next) {
        int found = sql("""
                update import_line l set account = %s
                where l.import_number = :number and l.line_number between :from and :to and l.account is null
                  and exists (select 1 from import_line f
                      where f.import_number = :number and f.username_key = l.username_key and f.account is not null)
                  and not exists (select 1 from account a
                      where a.username_key = l.username_key and a.employer_key = l.employer_key)
                """.formatted(next), number, from, to).update();
        return found == 0
                ? 0
                : sql("""
                        insert into account (number, username, username_key, username_folded, first_name,
                            first_name_key, last_name, last_name_key, email_address, employer, employer_key,
                            location_name, location_key, access_level, supervisor_name, supervisor_name_key,
                            supervisor_address, last_access_at, status, inactivation_reason, inactivated_at)
                        select l.account, a.username, a.username_key, a.username_folded, a.first_name, a.first_name_key,
                            a.last_name, a.last_name_key, %s
                        from import_line l join account a on a.number = (
                            select min(o.number) from account o where o.username_key = l.username_key)
                        where l.import_number = :number and l.line_number between :from and :to
                            and l.account is not null
                            and not exists (select 1 from account e where e.number = l.account)
                        """.formatted(OF_LINE), number, from, to)
                        .param("now", imports.now())
                        .update();
    }

    private JdbcClient.StatementSpec sql(String sql, String number, int from, int to) {
        return jdbc.sql(sql).param("number", number).param("from", from).param("to", to);
    }
}
