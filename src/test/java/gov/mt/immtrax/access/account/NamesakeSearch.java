package gov.mt.immtrax.access.account;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statement of {@link Namesakes}, for tests of other rooms that look at its plan. */
public final class NamesakeSearch {

    public static final String SQL = Namesakes.SQL;

    private NamesakeSearch() {}

    public static Map<String, Object> parameters(String first, String middle, String last) {
        Namesakes.Parameters parameters = Namesakes.Parameters.of(first, middle, last);
        return Map.of("parts", parameters.parts(), "shortest", parameters.shortest(), "longest", parameters.longest());
    }

    public static List<Account> find(JdbcClient jdbc, String first, String middle, String last) {
        return new Namesakes(jdbc).of(first, middle, last);
    }
}
