package gov.mt.immtrax.access.deputy;

import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of deputyships. Whether one is in force is read from it each time. */
@Repository
class DeputyshipRepository {

    private static final String NEWEST_FIRST = " order by named_at desc, number desc limit 200";
    private static final String ACCEPTED = " and accepted_at is not null and ended_at is null order by number";

    private final JdbcClient jdbc;
    private final Clock clock;

    DeputyshipRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Deputyship> find(String number) {
        return list("number = :value", number).stream().findFirst();
    }

    /** The deputyships in which somebody may act, by their normalized address. */
    List<Deputyship> acceptedBy(String deputy) {
        return list("deputy_address = :value" + ACCEPTED, deputy);
    }

    /** The deputyships in which others may act for an official, by normalized address. */
    List<Deputyship> acceptedOf(String official) {
        return list("official_address = :value" + ACCEPTED, official);
    }

    /** All of an official, newest first. */
    List<Deputyship> of(String official) {
        return list("official_address = :value" + NEWEST_FIRST, official);
    }

    /** Those in which somebody is asked to act, or may. */
    List<Deputyship> openWith(String deputy) {
        return list("deputy_address = :value and ended_at is null order by number", deputy);
    }

    /** @param address of an official or a deputy; empty for the newest of all */
    List<Deputyship> newest(Optional<String> address) {
        return address.map(it -> list(
                        "number in (select number from deputyship where official_address = :value"
                                + " union all select number from deputyship where deputy_address = :value)"
                                + NEWEST_FIRST,
                        it))
                .orElseGet(() -> jdbc.sql("select * from deputyship" + NEWEST_FIRST)
                        .query(DeputyshipRepository::map)
                        .list());
    }

    /** Those that registry staff have to confirm. */
    List<Deputyship> toConfirm() {
        return jdbc.sql("""
                        select * from deputyship where place_key is not null and confirmed_by is null
                        order by number""").query(DeputyshipRepository::map).list();
    }

    private List<Deputyship> list(String condition, String value) {
        return jdbc.sql("select * from deputyship where " + condition)
                .param("value", value)
                .query(DeputyshipRepository::map)
                .list();
    }

    /**
     * Adds an open deputyship.
     *
     * @param place 1 or 2
     * @throws org.springframework.dao.DuplicateKeyException if the place is taken, or the two are a pair already
     */
    void insert(
            String number,
            String official,
            String officialName,
            String deputyName,
            String deputyAddress,
            int place,
            @Nullable String confirmedBy,
            @Nullable Instant lapsesAt) {
        jdbc.sql("""
                        insert into deputyship (number, official_address, official_name, deputy_address, deputy_name,
                            place_key, pair_key, named_at, confirmed_by, lapses_at)
                        values (:number, :official, :officialName, :deputy, :deputyName, :place, :pair, :now,
                            :confirmedBy, :lapsesAt)""")
                .param("number", number)
                .param("official", official)
                .param("officialName", officialName)
                .param("deputy", deputyAddress)
                .param("deputyName", deputyName)
                .param("place", official + " " + place)
                .param("pair", official + " " + deputyAddress)
                .param("now", UtcColumn.of(clock.instant()))
                .param("confirmedBy", confirmedBy)
                .param("lapsesAt", UtcColumn.ofNullable(lapsesAt), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /** @return the place that is free: 1 or 2; empty if both are taken */
    Optional<Integer> freePlace(String official) {
        List<String> taken = jdbc.sql("select place_key from deputyship where place_key in (:one, :two)")
                .param("one", official + " 1")
                .param("two", official + " 2")
                .query(String.class)
                .list();
        if (!taken.contains(official + " 1")) {
            return Optional.of(1);
        }
        return taken.contains(official + " 2") ? Optional.empty() : Optional.of(2);
    }

    /** Makes place for others where an invitation lapsed. */
    void endLapsed(String official) {
        jdbc.sql("""
                        update deputyship set ended_at = lapses_at, ending = 'LAPSED', place_key = null, pair_key = null
                        where official_address = :official and ended_at is null and accepted_at is null
                            and lapses_at <= :now""")
                .param("official", official)
                .param("now", UtcColumn.of(clock.instant()))
                .update();
    }

    /** @return false if it is no longer to be confirmed */
    boolean confirm(String number, String by, Instant lapsesAt) {
        return jdbc.sql("""
                        update deputyship set confirmed_by = :by, lapses_at = :lapsesAt
                        where number = :number and confirmed_by is null and ended_at is null""")
                        .param("by", by)
                        .param("lapsesAt", UtcColumn.of(lapsesAt))
                        .param("number", number)
                        .update()
                == 1;
    }

    /** @return false if it cannot be accepted any more */
    boolean accept(String number) {
        return jdbc.sql("""
                        update deputyship set accepted_at = :now
                        where number = :number and accepted_at is null and ended_at is null
                            and confirmed_by is not null and lapses_at > :now""")
                        .param("now", UtcColumn.of(clock.instant()))
                        .param("number", number)
                        .update()
                == 1;
    }

    /** @return false if it has ended already */
    boolean end(String number, DeputyshipEnding ending, @Nullable String by, @Nullable String reason) {
        return jdbc.sql("""
                        update deputyship set ended_at = :now, ended_by = :by, ending = :ending, end_reason = :reason,
                            place_key = null, pair_key = null
                        where number = :number and ended_at is null
                            and (accepted_at is not null or lapses_at is null or lapses_at > :now)""")
                        .param("now", UtcColumn.of(clock.instant()))
                        .param("by", by)
                        .param("ending", ending.name())
                        .param("reason", reason)
                        .param("number", number)
                        .update()
                == 1;
    }

    /**
     * An official has another address: what is open of theirs follows, and so does the one that somebody was told of.
     * What the other address has already does not.
     *
     * @param told number of the deputyship that the corrected email was about; empty for another case
     * @return those that follow
     */
    List<Deputyship> followOfficial(String before, String now, String told) {
        endLapsed(before);
        endLapsed(now);
        return list("official_address = :value order by number", before).stream()
                .filter(it -> it.endedAt() == null || it.number().equals(told))
                .filter(it -> moveOfficial(it, now))
                .toList();
    }

    private boolean moveOfficial(Deputyship it, String now) {
        boolean open = it.endedAt() == null;
        Optional<String> place = open ? freePlace(now).map(free -> now + " " + free) : Optional.empty();
        String pair = now + " " + it.deputyAddress();
        if (open && (place.isEmpty() || !mayBe(pair, now, it.deputyAddress()))) {
            return false;
        }
        jdbc.sql("""
                        update deputyship set official_address = :now, place_key = :place, pair_key = :pair
                        where number = :number""")
                .param("now", now)
                .param("place", place.orElse(null), Types.VARCHAR)
                .param("pair", open ? pair : null, Types.VARCHAR)
                .param("number", it.number())
                .update();
        return true;
    }

    /**
     * A deputy has another address: what is open of theirs follows, unless that address has the like already.
     *
     * @return those that follow
     */
    List<Deputyship> followDeputy(String before, String now) {
        return openWith(before).stream().filter(it -> moveDeputy(it, now)).toList();
    }

    /** @return false if the other address has the like already, or is the official's */
    boolean moveDeputy(Deputyship it, String now) {
        endLapsed(it.officialAddress());
        String pair = it.officialAddress() + " " + now;
        return mayBe(pair, it.officialAddress(), now)
                && jdbc.sql("""
                                update deputyship set deputy_address = :now, pair_key = :pair
                                where number = :number and ended_at is null""")
                                .param("now", now)
                                .param("pair", pair)
                                .param("number", it.number())
                                .update()
                        == 1;
    }

    private boolean mayBe(String pair, String official, String deputy) {
        return !official.equals(deputy) && list("pair_key = :value", pair).isEmpty();
    }

    private static Deputyship map(ResultSet row, int index) throws SQLException {
        String ending = row.getString("ending");
        return new Deputyship(
                row.getString("number"),
                row.getString("official_address"),
                row.getString("official_name"),
                row.getString("deputy_address"),
                row.getString("deputy_name"),
                UtcColumn.read(row, "named_at"),
                row.getString("confirmed_by"),
                UtcColumn.readNullable(row, "lapses_at"),
                UtcColumn.readNullable(row, "accepted_at"),
                UtcColumn.readNullable(row, "ended_at"),
                row.getString("ended_by"),
                ending == null ? null : DeputyshipEnding.valueOf(ending),
                row.getString("end_reason"));
    }
}
