package gov.mt.immtrax.access.imports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Every other database takes lines by inserts, many at a time. */
class BatchLineStore implements LineStore {

    private static final String INSERT = "insert into import_line (" + COLUMNS + ") values (" + "?, ".repeat(15) + "?)";

    @Override
    public void readyForSets(Connection connection) {
        // nothing to do
    }

    @Override
    public void readyToWait(Connection connection) {
        // nothing to do
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
