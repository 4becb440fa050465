package gov.mt.immtrax.access.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks the audit trail without the service. An auditor runs it with only Java, the database driver, the public key
 * and the checkpoints received by email. It never writes to the database.
 */
public final class AuditVerifier {

    private static final String USAGE = """
            Usage: java -cp immtrax-access-audit-verifier.jar:postgresql.jar \\
                gov.mt.immtrax.access.audit.AuditVerifier <JDBC URL> --public-key <file> [--checkpoint <file>]...
            Environment: AUDIT_DATABASE_USERNAME, AUDIT_DATABASE_PASSWORD
            --public-key   public key of the checkpoints, PEM or Base64; repeat it for each key that was used
            --checkpoint   a checkpoint email that you saved as a file; repeat it as needed
            Exit code: 0 if everything is correct, 1 if there are findings, 2 if the check could not run.""";

    private static final int ALL_IS_WELL = 0;
    private static final int FOUND_SOMETHING = 1;
    private static final int COULD_NOT_LOOK = 2;

    private AuditVerifier() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.getenv(), System.out, System.err));
    }

    static int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            Map<String, PublicKey> keys = new HashMap<>();
            List<Checkpoint> kept = new ArrayList<>();
            String url = null;
            for (int i = 0; i < arguments.length; i++) {
                switch (arguments[i]) {
                    case "--public-key" -> {
                        PublicKey key = publicKey(valueOf(arguments, ++i));
                        keys.put(Checkpoint.keyId(key), key);
                    }
                    case "--checkpoint" -> kept.addAll(checkpoints(valueOf(arguments, ++i)));
                    default -> url = arguments[i];
                }
            }
            if (url == null || keys.isEmpty()) {
                throw new IllegalArgumentException("A database and a public key are required");
            }
            return report(verify(url, environment, new TrailCheck(keys, kept)), out);
        } catch (IllegalArgumentException | IOException | GeneralSecurityException problem) {
            err.println(problem.getMessage() + "\n\n" + USAGE);
            return COULD_NOT_LOOK;
        } catch (SQLException problem) {
            err.println("The database cannot be read: " + problem.getMessage());
            return COULD_NOT_LOOK;
        }
    }

    private static TrailCheck verify(String url, Map<String, String> environment, TrailCheck check)
            throws SQLException {
        try (Connection database = DriverManager.getConnection(
                url, environment.get("AUDIT_DATABASE_USERNAME"), environment.get("AUDIT_DATABASE_PASSWORD"))) {
            if (url.startsWith("jdbc:postgresql:")) { // reads no tables of the same names in other schemas
                try (Statement statement = database.createStatement()) {
                    statement.execute("set search_path = immtrax_access, pg_temp");
                }
            }
            // one snapshot of all tables, while the service keeps writing
            database.setReadOnly(true);
            database.setAutoCommit(false);
            database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            check.read(database);
            database.rollback();
            return check;
        }
    }

    private static int report(TrailCheck check, PrintStream out) {
        check.findings().forEach(finding -> out.println("FOUND: " + finding));
        out.println((check.findings().isEmpty()
                        ? "OK: "
                        : "NOT OK: " + check.findings().size() + " findings; ")
                + check.counts());
        return check.findings().isEmpty() ? ALL_IS_WELL : FOUND_SOMETHING;
    }

    private static String valueOf(String[] arguments, int index) {
        if (index >= arguments.length) {
            throw new IllegalArgumentException(arguments[index - 1] + " needs a file");
        }
        return arguments[index];
    }

    private static PublicKey publicKey(String file) throws IOException, GeneralSecurityException {
        String text = Files.readString(Path.of(file))
                .replaceAll("-----[A-Z ]+-----", "")
                .replaceAll("\\s", "");
        return KeyFactory.getInstance(Checkpoint.ALGORITHM)
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
    }

    private static List<Checkpoint> checkpoints(String file) throws IOException {
        // byte by byte: whatever the encoding of the email, its checkpoint is ASCII
        List<Checkpoint> found = Checkpoint.inMails(Files.readString(Path.of(file), ISO_8859_1));
        if (found.isEmpty()) {
            throw new IllegalArgumentException("No checkpoint in " + file);
        }
        return found;
    }
}
