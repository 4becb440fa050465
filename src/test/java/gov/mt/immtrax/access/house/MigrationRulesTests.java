package gov.mt.immtrax.access.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Migrations are plain SQL that H2 and PostgreSQL read alike, one after the other without a gap. */
class MigrationRulesTests {

    /** Words that one of the two does not know, or that each understands in its own way. */
    private static final List<String> ONE_DATABASE_ONLY = List.of(
            "serial",
            "bigserial",
            "jsonb",
            "json",
            "text",
            "clob",
            "blob",
            "uuid_generate_v4",
            "gen_random_uuid",
            "auto_increment",
            "now()",
            "sysdate",
            "nvl",
            "ilike",
            "on conflict",
            "merge into",
            "returning",
            "datetime",
            "concurrently",
            "language plpgsql",
            "create extension",
            "create type",
            "double",
            "tinyint",
            "::",
            "timestamptz");

    static List<Path> migrations() {
        return House.files("src/main/resources/db/migration", "");
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void sayWhatTheyDo(Path file) {
        assertThat(file.getFileName().toString())
                .matches("V\\d{4}__(create|add|alter|rename|drop|fill|index|move|remove|widen)_[a-z0-9_]+\\.sql");
    }

    @Test
    void areNumberedWithoutAGap() {
        assertThat(migrations())
                .extracting(file -> file.getFileName().toString().substring(1, 5))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, migrations().size())
                        .mapToObj("%04d"::formatted)
                        .toList());
    }

    /**
     * What only one database knows comes after a migration for both, and changes no more than rights, triggers and
     * indexes.
     */
    @Test
    void leaveToOneDatabaseOnlyWhatProtectsOrSpeedsIt() {
        List<Path> special = House.files("src/main/resources/db/vendor", "");
        assertThat(special).isNotEmpty().allSatisfy(file -> {
            String name = file.getFileName().toString();
            assertThat(name).matches("V\\d{4}_\\d+__(refuse|index)_[a-z0-9_]+\\.sql|R__grant_[a-z0-9_]+\\.sql");
            assertThat(file.getParent().getFileName().toString()).isEqualTo("postgresql");
            String sql = House.text(file).replaceAll("--[^\n]*", "").toLowerCase(Locale.ROOT);
            if (name.contains("__index_")) {
                assertThat(sql.strip().split(";\\s*"))
                        .allMatch(statement ->
                                statement.matches("create index \\w+ on \\w+ \\((?:[\\w ,]|lower\\(\\w+\\))+\\)"));
            } else {
                assertThat(sql)
                        .doesNotContainPattern("create (table|index|sequence|view)|alter table|insert into|drop ");
            }
            if (name.startsWith("V")) {
                assertThat(migrations())
                        .anyMatch(it -> it.getFileName().toString().startsWith(name.substring(0, 5) + "__"));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("migrations")
    void speakNoDialect(Path file) {
        String sql = House.text(file).replaceAll("--[^\n]*", "").toLowerCase(Locale.ROOT);
        assertThat(ONE_DATABASE_ONLY)
                .allSatisfy(word -> assertThat(sql)
                        .doesNotContainPattern((Character.isLetter(word.charAt(0)) ? "\\b" : "")
                                + Pattern.quote(word)
                                + (Character.isLetter(word.charAt(word.length() - 1)) ? "\\b" : "")));
    }

    /** A moment without its zone means another moment on another machine. */
    @ParameterizedTest
    @MethodSource("migrations")
    void keepTheZoneOfAMoment(Path file) {
        assertThat(House.text(file)).doesNotContainPattern("(?i)\\btimestamp\\b(?! with time zone)");
    }
}
