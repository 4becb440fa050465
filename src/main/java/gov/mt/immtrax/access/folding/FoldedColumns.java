package gov.mt.immtrax.access.folding;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * Fills the folded columns of a table from what people typed. It is a migration in Java, because only {@link Folding}
 * knows how to fold, and it runs again whenever the folding has changed.
 */
public abstract class FoldedColumns implements JavaMigration {

    private static final int ROWS_AT_ONCE = 1000;

    /**
     * One folded column.
     *
     * @param typed SQL of what is folded
     */
    public record Column(String column, String typed, Folding folding) {}

    private final String table;
    private final List<String> ids;
    private final List<Column> columns;

    /** @param ids columns of the primary key, in whose order rows are locked */
    protected FoldedColumns(String table, List<String> ids, List<Column> columns) {
        this.table = table;
        this.ids = ids;
        this.columns = columns;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        String select = Stream.concat(ids.stream(), columns.stream().flatMap(it -> Stream.of(it.typed(), it.column())))
                .collect(Collectors.joining(", "));
        String update = "update " + table + " set "
                + columns.stream().map(it -> it.column() + " = ?").collect(Collectors.joining(", ")) + " where "
                + ids.stream().map(it -> it + " = ?").collect(Collectors.joining(" and "));
        try (Statement read = connection.createStatement();
                PreparedStatement write = connection.prepareStatement(update)) {
            read.setFetchSize(ROWS_AT_ONCE);
            int waiting = 0;
            try (ResultSet rows =
                    read.executeQuery("select " + select + " from " + table + " order by " + String.join(", ", ids))) {
                while (rows.next()) {
                    if (fold(rows, write)) {
                        write.addBatch();
                        waiting++;
                    }
                    if (waiting == ROWS_AT_ONCE) {
                        write.executeBatch();
                        waiting = 0;
                    }
                }
            }
            write.executeBatch();
        }
    }

    /** @return whether a column differs from what it should hold */
    private boolean fold(ResultSet row, PreparedStatement write) throws SQLException {
        boolean differs = false;
        for (int i = 0; i < columns.size(); i++) {
            String typed = row.getString(ids.size() + 2 * i + 1);
            String folded = typed == null ? null : columns.get(i).folding().key(typed);
            differs |= !Objects.equals(folded, row.getString(ids.size() + 2 * i + 2));
            write.setString(i + 1, folded);
        }
        for (int i = 0; i < ids.size(); i++) {
            write.setObject(columns.size() + i + 1, row.getObject(i + 1));
        }
        return differs;
    }

    /** None: it is repeated when the checksum changes, after all other migrations. */
    @Override
    public @Nullable MigrationVersion getVersion() {
        return null;
    }

    @Override
    public String getDescription() {
        return "fold " + table.replace('_', ' ');
    }

    @Override
    public Integer getChecksum() {
        return Folding.VERSION;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }
}
