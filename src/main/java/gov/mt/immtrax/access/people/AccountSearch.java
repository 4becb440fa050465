package gov.mt.immtrax.access.people;

import gov.mt.immtrax.access.folding.Folding;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.number.CaseNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A search text as SQL, on the folded columns. Among all accounts, each kind of match uses its own index, so that the
 * search stays fast in a large register.
 */
final class AccountSearch {

    /** Names with more words than this are not split. */
    private static final int MOST_WORDS = 5;

    private static final String SOMEWHERE = "(a.first_name_key like :%1$s or a.last_name_key like :%1$s"
            + " or a.username_folded like :%1$s or a.location_key like :%1$s"
            + " or (a.employer_key, a.location_key) in (select n.employer_key, n.location_key from facility_name n"
            + " join facility f on f.number = n.facility where f.location_key like :%1$s))";

    /** Also finds what has neither letters nor digits. */
    private static final String AS_TYPED = "a.email_address like :%1$s or a.username_key like :%1$s"
            + " or lower(a.first_name) like :%1$s or lower(a.last_name) like :%1$s"
            + " or lower(a.location_name) like :%1$s";

    /** Accounts of a clinic in any of its names, for a condition on one of them. */
    private static final String AT_FACILITY = "select x.* from account x where (x.employer_key, x.location_key) in"
            + " (select n.employer_key, n.location_key from facility_name f"
            + " join facility_name n on n.facility = f.facility where %s)";

    private final List<String> ways = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    private AccountSearch() {}

    /**
     * Searches all accounts by account number, number of a clinic, the number of a case that changed the account, email
     * address, name, user name, employer or supervisor. Words of a name may come in any order.
     */
    static AccountSearch anywhere(String typed) {
        AccountSearch accountSearch = new AccountSearch();
        String text = plain(typed);
        String number = CaseNumber.read(typed).orElse(null);
        if (number != null && CaseKind.FACILITY.matches(number)) {
            accountSearch.ways.add(AT_FACILITY.formatted("f.facility = :" + accountSearch.value(number)));
        } else if (number != null && CaseKind.ACCOUNT.matches(number)) {
            accountSearch.way("number = :%s", number);
        } else if (number != null) {
            accountSearch.way("number in (select account from account_change where case_number = :%s)", number);
            accountSearch.way("agreement_request = :%s", number);
        } else if (text.contains("@")) {
            accountSearch.way("email_address = :%s", text);
            accountSearch.way("supervisor_address = :%s", text);
        } else {
            accountSearch.words(text);
        }
        return accountSearch;
    }

    /**
     * Searches the few people of one supervisor for a part of the name, user name, email address or location. Each word
     * may be found in another of them.
     */
    static AccountSearch among(String typed) {
        AccountSearch accountSearch = new AccountSearch();
        String part = accountSearch.value("%" + literal(plain(typed)) + "%");
        accountSearch.ways.add(AS_TYPED.formatted(part));
        Stream.of(Folding.TEXT, Folding.NAME, Folding.ORGANIZATION)
                .map(folding -> folding.words(typed))
                .filter(words -> !words.isEmpty())
                .distinct()
                .forEach(accountSearch::allOf);
        return accountSearch;
    }

    /** For {@link #anywhere}: a subquery that selects the matching accounts. */
    String source() {
        return "(" + String.join("\nunion ", ways) + ")";
    }

    /** For {@link #among}: a condition on {@code account a}. */
    String condition() {
        return "(" + String.join(" or ", ways) + ")";
    }

    Map<String, Object> values() {
        return values;
    }

    private static String plain(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    private void words(String text) {
        way(begins("last_name_key", Folding.NAME, text));
        way(begins("username_folded", Folding.TEXT, text));
        way(begins("employer_key", Folding.ORGANIZATION, text));
        ways.add(AT_FACILITY.formatted(begins("f.employer_key", Folding.ORGANIZATION, text)));
        supervisor(text);
        String[] words = text.replace(',', ' ').strip().split(" +", MOST_WORDS);
        for (int split = 1; split < words.length; split++) {
            String before = join(words, 0, split);
            String after = join(words, split, words.length);
            person(before, after);
            person(after, before);
            supervisor(after + " " + before);
        }
    }

    private void person(String last, String first) {
        way(begins("last_name_key", Folding.NAME, last) + " and " + begins("first_name_key", Folding.NAME, first));
    }

    private void supervisor(String name) {
        way(begins("supervisor_name_key", Folding.FULL_NAME, name));
    }

    private String begins(String column, Folding folding, String typed) {
        return Stream.concat(
                        folding.beginnings(typed).stream().map(it -> column + " like :" + value(literal(it) + "%")),
                        folding.withoutTypedEnding(typed).stream().map(it -> column + " = :" + value(it)))
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    private void allOf(List<String> words) {
        ways.add(words.stream()
                .map(word -> SOMEWHERE.formatted(value("%" + literal(word) + "%")))
                .collect(Collectors.joining(" and ")));
    }

    private void way(String condition, String text) {
        way(condition.formatted(value(text)));
    }

    private void way(String condition) {
        ways.add("select * from account where " + condition);
    }

    private String value(String text) {
        String name = "sought" + values.size();
        values.put(name, text);
        return name;
    }

    private static String join(String[] words, int from, int to) {
        return String.join(" ", List.of(words).subList(from, to));
    }

    /** Escapes the wildcards of {@code like}. Both databases use the backslash. */
    private static String literal(String text) {
        return text.replaceAll("[\\\\%_]", "\\\\$0");
    }
}
