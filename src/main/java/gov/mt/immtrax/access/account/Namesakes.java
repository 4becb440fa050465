package gov.mt.immtrax.access.account;

import gov.mt.immtrax.access.folding.Folding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The accounts whose users have the same name as somebody, or a name that is one slip apart. The database finds those
 * with the same first or the same last name by an index; {@link PersonName} compares the whole names.
 */
@Repository
public class Namesakes {

    private static final String KEYS = "select number, first_name_key, last_name_key from account where ";
    private static final String OF_THIS_LENGTH =
            " in (:parts) and length(first_name_key) + length(last_name_key) between :shortest and :longest";

    /** One part for each index, because a condition on both would read the whole table. */
    static final String SQL =
            KEYS + "last_name_key" + OF_THIS_LENGTH + " union all " + KEYS + "first_name_key" + OF_THIS_LENGTH;

    private final JdbcClient jdbc;

    Namesakes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Active accounts first, however the name is divided into first and last name, and whichever comes first.
     *
     * @param middle null if there is none; an account may have it as part of the first name, or not at all
     */
    @Transactional(readOnly = true)
    public List<Account> of(String first, @Nullable String middle, String last) {
        Parameters parameters = Parameters.of(first, middle, last);
        Set<String> found = jdbc.sql(SQL)
                .param("parts", parameters.parts())
                .param("shortest", parameters.shortest())
                .param("longest", parameters.longest())
                .query(rows -> {
                    Set<String> numbers = new LinkedHashSet<>();
                    while (rows.next()) {
                        if (PersonName.almostSame(parameters.names(), rows.getString(2), rows.getString(3))) {
                            numbers.add(rows.getString(1));
                        }
                    }
                    return numbers;
                });
        return found.isEmpty()
                ? List.of()
                : jdbc.sql("select * from account where number in (:numbers) order by status, number")
                        .param("numbers", found)
                        .query(AccountColumns::read)
                        .list();
    }

    /**
     * What the columns of a namesake can hold.
     *
     * @param names keys of the whole name
     * @param shortest length of both keys together
     */
    record Parameters(Set<String> names, Set<String> parts, int shortest, int longest) {

        static Parameters of(String first, @Nullable String middle, String last) {
            Set<String> parts = new LinkedHashSet<>();
            parts.addAll(parts(Stream.of(first, last)));
            parts.addAll(parts(Stream.of(first, middle, last).filter(Objects::nonNull)));
            Set<String> names = PersonName.keys(first, middle, last);
            return new Parameters(
                    names,
                    parts,
                    names.stream()
                                    .mapToInt(it -> it.codePointCount(0, it.length()))
                                    .min()
                                    .orElseThrow()
                            - 1,
                    // one letter more, and the hyphen of people with only one name
                    names.stream().mapToInt(String::length).max().orElseThrow() + 2);
        }

        /** What one of two names can be, wherever a name is divided. */
        private static List<String> parts(Stream<String> names) {
            List<String> words = names.filter(name -> !PersonName.NONE.equals(name))
                    .flatMap(name -> Folding.NAME.words(name).stream())
                    .toList();
            return IntStream.rangeClosed(1, words.size())
                    .boxed()
                    .flatMap(i -> Stream.of(words.subList(0, i), words.subList(words.size() - i, words.size())))
                    .map(part -> String.join("", part))
                    .toList();
        }

        @Override
        public String toString() {
            return "Parameters";
        }
    }
}
