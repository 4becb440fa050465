package gov.mt.immtrax.access.request.likely;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the help desk says about the likely accounts. "None of these" names those that it saw, because the register may
 * change while the form is open.
 *
 * @param account number of the one that is the person's; null if none is
 * @param none numbers of those that are not, if none is
 */
public record LikelyAnswer(@Nullable String account, Set<String> none) {

    private static final String NONE = "NONE";

    public LikelyAnswer {
        none = Set.copyOf(none);
    }

    /** @param value of the field, whose pattern the form file has checked; null if it was left blank */
    public static LikelyAnswer of(@Nullable String value) {
        if (value == null) {
            return new LikelyAnswer(null, Set.of());
        }
        Set<String> parts = new HashSet<>(List.of(value.split(" ")));
        return parts.contains(NONE)
                ? new LikelyAnswer(
                        null, parts.stream().filter(part -> !NONE.equals(part)).collect(Collectors.toSet()))
                : new LikelyAnswer(value, Set.of());
    }

    /** The value of the field for "None of these". */
    public static String noneOf(List<LikelyAccount> accounts) {
        return NONE + accounts.stream().map(it -> " " + it.number()).collect(Collectors.joining());
    }

    public boolean isBlank() {
        return account == null && none.isEmpty();
    }

    /** Whether each of these accounts was ruled out. */
    public boolean rulesOut(List<LikelyAccount> accounts) {
        return accounts.stream().map(LikelyAccount::number).allMatch(none::contains);
    }
}
