package gov.mt.immtrax.access.imports;

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

    private final JdbcClient jdbc;
    private final RegistryImportRepository imports;

    RegisterWriter(JdbcClient jdbc, RegistryImportRepository imports) {
        this.jdbc = jdbc;
        this.imports = imports;
    }

    /**
     * Updates the last access to a later one, never to an earlier one.
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
                using (select l.username_key, l.last_access_at %s and l.last_access_at is not null) f
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
                  and not exists (select 1 from account a
                      where a.username_key = l.username_key)""".formatted(next), number, from, to).update();
        int entered = sql("""
                insert into account (number, login_key, username, username_key, username_folded, first_name,
                    first_name_key, last_name, last_name_key, email_address, employer, employer_key, location_name,
                    location_key, access_level, supervisor_name, supervisor_name_key, supervisor_address,
                    last_access_at, status, inactivation_reason, inactivated_at)
                select l.account, l.username_key, l.username, l.username_key, coalesce(l.username_folded, ''),
                    l.first_name, coalesce(l.first_name_key, ''), l.last_name, l.last_name_key, l.email_address,
                    l.employer, l.employer_key, l.location_name, coalesce(l.location_key, ''), l.access_level,
                    %s, l.supervisor_name_key, l.supervisor_address, l.last_access_at, l.status,
                    case when l.status = 'INACTIVATED' then 'REGISTRY' end,
                    case when l.status = 'INACTIVATED' then cast(:now as timestamp with time zone) end
                %s and l.account is not null""".formatted(SUPERVISOR_NAME.formatted("l"), LINES), number, from, to)
                .param("now", imports.now())
                .update();
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

    private JdbcClient.StatementSpec sql(String sql, String number, int from, int to) {
        return jdbc.sql(sql).param("number", number).param("from", from).param("to", to);
    }
}
