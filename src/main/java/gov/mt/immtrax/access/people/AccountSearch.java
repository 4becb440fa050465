package gov.mt.immtrax.access.people;

import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.number.CaseNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A search text as SQL. Among all accounts, each kind of match uses its own index, so that the search stays fast in a
 * large register.
 */
final class AccountSearch {

    /** Names with more words than this are not split. */
    private static final int MOST_WORDS = 5;

    private final List<String> ways = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    private AccountSearch() {}

    /**
     * Searches all accounts by account number, the number of a case that changed the account, email address, name, user
     * name, employer or supervisor.
     */
    static AccountSearch anywhere(String typed) {
        AccountSearch accountSearch = new AccountSearch();
        String text = plain(typed);
        String number = CaseNumber.read(typed).orElse(null);
        if (number != null && CaseKind.ACCOUNT.matches(number)) {
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

    /** Searches the few people of one supervisor for a part of the name, user name, email address or location. */
    static AccountSearch among(String typed) {
        AccountSearch accountSearch = new AccountSearch();
        String part = accountSearch.value("%" + literal(plain(typed)) + "%");
        accountSearch.ways.add("""
                lower(a.first_name) || ' ' || a.last_name_key like :%1$s
                or a.last_name_key || ', ' || lower(a.first_name) like :%1$s
                or a.last_name_key || ' ' || lower(a.first_name) like :%1$s
                or a.email_address like :%1$s
                or a.username_key like :%1$s or lower(a.location_name) like :%1$s""".formatted(part));
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
        int comma = text.indexOf(',');
        if (comma >= 0) {
            String last = text.substring(0, comma).strip();
            String first = text.substring(comma + 1).strip();
            person(last, first);
            supervisor(first + " " + last);
        } else {
            way("last_name_key like :%s", beginning(text));
            way("username_key like :%s", beginning(text));
            String[] words = text.split(" ", MOST_WORDS);
            for (int split = 1; split < words.length; split++) {
                person(join(words, split, words.length), join(words, 0, split));
            }
            supervisor(text);
        }
        way("employer_key like :%s", beginning(text));
    }

    private void person(String last, String first) {
        way("last_name_key like :%s and lower(first_name) like :" + value(beginning(first)), beginning(last));
    }

    private void supervisor(String name) {
        way("lower(supervisor_name) like :%s", beginning(name));
    }

    private void way(String condition, String text) {
        ways.add("select * from account where " + condition.formatted(value(text)));
    }

    private String value(String text) {
        String name = "sought" + values.size();
        values.put(name, text);
        return name;
    }

    private static String join(String[] words, int from, int to) {
        return String.join(" ", List.of(words).subList(from, to));
    }

    private static String beginning(String text) {
        return literal(text) + "%";
    }

    /** Escapes the wildcards of {@code like}. Both databases use the backslash. */
    private static String literal(String text) {
        return text.replaceAll("[\\\\%_]", "\\\\$0");
    }
}
