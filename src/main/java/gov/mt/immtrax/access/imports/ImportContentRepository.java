package gov.mt.immtrax.access.imports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Stores files in pieces in the database, so that any node can continue an import. They are deleted as soon as they are
 * read.
 */
@Repository
class ImportContentRepository {

    private static final int PIECE = 256 * 1024;

    private final JdbcClient jdbc;

    ImportContentRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Size and hash of a stored file. */
    record Kept(long bytes, String sha256) {}

    /** Stores a file piece by piece, in the caller's transaction. */
    Kept keep(String number, InputStream content) throws IOException {
        MessageDigest digest = DigestUtils.getSha256Digest();
        long bytes = 0;
        for (int part = 0; ; part++) {
            byte[] piece = content.readNBytes(PIECE);
            if (piece.length == 0) {
                return new Kept(bytes, Hex.encodeHexString(digest.digest()));
            }
            digest.update(piece);
            bytes += piece.length;
            jdbc.sql("insert into import_file (import_number, part, content) values (:number, :part, :content)")
                    .param("number", number)
                    .param("part", part)
                    .param("content", piece)
                    .update();
        }
    }

    /** The file from its start. Each piece is loaded when it is read. */
    @SuppressWarnings("JdkObsolete") // SequenceInputStream wants an Enumeration
    InputStream open(String number) {
        Iterator<byte[]> pieces = Stream.iterate(0, part -> part + 1)
                .map(part -> piece(number, part))
                .takeWhile(Optional::isPresent)
                .map(Optional::get)
                .iterator();
        return new SequenceInputStream(new Enumeration<>() {

            @Override
            public boolean hasMoreElements() {
                return pieces.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream(pieces.next());
            }
        });
    }

    void delete(String number) {
        jdbc.sql("delete from import_file where import_number = :number")
                .param("number", number)
                .update();
    }

    private Optional<byte[]> piece(String number, int part) {
        return jdbc.sql("select content from import_file where import_number = :number and part = :part")
                .param("number", number)
                .param("part", part)
                .query((row, index) -> row.getBytes("content"))
                .optional();
    }
}
