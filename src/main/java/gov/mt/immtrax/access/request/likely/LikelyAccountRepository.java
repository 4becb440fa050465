package gov.mt.immtrax.access.request.likely;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountColumns;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the help desk saw of the likely accounts of a request, and which one it said is the person's. */
@Repository
public class LikelyAccountRepository {

    /** The requests that set up or changed the accounts, and those that their agreements were signed for. */
    static final String BIRTH_DATES = """
            select e.account as found, r.date_of_birth from request_effect e
                join access_request r on r.number = e.request_number
            where e.account in (:accounts) and r.date_of_birth is not null
            union
            select number, date_of_birth from access_request
            where number in (:agreements) and date_of_birth is not null""";

    private final JdbcClient jdbc;

    LikelyAccountRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Keeps an answer, in place of an earlier one for the same request.
     *
     * @param samePerson number of the account that is the person's; null if none of them is
     */
    public void note(String requestNumber, List<LikelyAccount> seen, @Nullable String samePerson) {
        jdbc.sql("delete from likely_account where request_number = :number")
                .param("number", requestNumber)
                .update();
        for (LikelyAccount likely : seen) {
            jdbc.sql("""
                            insert into likely_account (request_number, account, likenesses, same_person)
                            values (:number, :account, :likenesses, :samePerson)""")
                    .param("number", requestNumber)
                    .param("account", likely.number())
                    .param(
                            "likenesses",
                            likely.likenesses().stream().map(Enum::name).collect(Collectors.joining(" ")))
                    .param("samePerson", likely.number().equals(samePerson))
                    .update();
        }
    }

    /** The answer for a request, as the accounts are now; empty if there was nothing to ask. */
    List<LikelyAccount> of(String requestNumber) {
        return jdbc.sql("""
                        select l.likenesses, l.same_person, a.* from likely_account l
                            join account a on a.number = l.account
                        where l.request_number = :number order by l.same_person desc, a.number""")
                .param("number", requestNumber)
                .query((row, index) -> new LikelyAccount(
                        AccountColumns.read(row, index),
                        Stream.of(row.getString("likenesses").split(" "))
                                .filter(name -> !name.isEmpty())
                                .map(Likeness::valueOf)
                                .toList(),
                        row.getBoolean("same_person")))
                .list();
    }

    BirthDates birthDates(Collection<Account> accounts) {
        if (accounts.isEmpty()) {
            return new BirthDates(Map.of());
        }
        List<String> numbers = accounts.stream().map(Account::number).toList();
        List<String> agreements = accounts.stream()
                .map(account -> account.facts().agreementRequest())
                .filter(Objects::nonNull)
                .toList();
        return new BirthDates(jdbc
                .sql(BIRTH_DATES)
                .param("accounts", numbers)
                .param("agreements", agreements.isEmpty() ? List.of("") : agreements)
                .query((row, index) -> Map.entry(row.getString(1), row.getObject(2, LocalDate.class)))
                .list()
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toSet()))));
    }
}
