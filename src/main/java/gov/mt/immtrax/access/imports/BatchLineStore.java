package gov.mt.immtrax.access.imports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Writes lines with batched inserts, for every database except PostgreSQL. */
class BatchLineStore implements LineStore {

    private static final String INSERT =
            "insert into import_line (" + COLUMNS + ") values (" + "?, ".repeat(COLUMNS.split(",").length - 1) + "?)";

    @Override
    public void readyForSets(Connection connection) {
        // not needed
    }

    @Override
    public void readyToWait(Connection connection) {
        // not needed
    }

    @Override
    public void write(Connection connection, String number, List<ParsedLine> lines) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (ParsedLine line : lines) {
                Object[] values = LineStore.values(number, line);
                for (int i = 0; i < values.length; i++) {
                    insert.setObject(i + 1, values[i]);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
