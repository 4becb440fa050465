package gov.mt.immtrax.access.feed;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Files in pieces in the database, so that whichever node goes on has them; deleted as soon as they are read. */
@Repository
class FeedContents {

    private static final int PIECE = 256 * 1024;

    private final JdbcClient jdbc;

    FeedContents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was kept. */
    record Kept(long bytes, String sha256) {}

    /** Keeps a file, piece by piece, in the caller's transaction. */
    Kept keep(String number, InputStream content) throws IOException {
        MessageDigest digest = sha256();
        long bytes = 0;
        for (int part = 0; ; part++) {
            byte[] piece = content.readNBytes(PIECE);
            if (piece.length == 0) {
                return new Kept(bytes, HexFormat.of().formatHex(digest.digest()));
            }
            digest.update(piece);
            bytes += piece.length;
            jdbc.sql("insert into feed_file (import_number, part, content) values (:number, :part, :content)")
                    .param("number", number)
                    .param("part", part)
                    .param("content", piece)
                    .update();
        }
    }

    /** The file from its beginning; each piece is fetched when it is asked for. */
    InputStream open(String number) {
        return new Pieces(number);
    }

    void delete(String number) {
        jdbc.sql("delete from feed_file where import_number = :number")
                .param("number", number)
                .update();
    }

    private Optional<byte[]> piece(String number, int part) {
        return jdbc.sql("select content from feed_file where import_number = :number and part = :part")
                .param("number", number)
                .param("part", part)
                .query((row, index) -> row.getBytes("content"))
                .optional();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Pieces extends InputStream {

        private final String number;
        private int next;
        private byte[] piece = new byte[0];
        private int at;

        Pieces(String number) {
            this.number = number;
        }

        @Override
        public int read() {
            return fill() ? piece[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int count = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, into, offset, count);
            at += count;
            return count;
        }

        private boolean fill() {
            if (at == piece.length) {
                piece = piece(number, next++).orElse(new byte[0]);
                at = 0;
            }
            return piece.length > 0;
        }
    }
}
