package gov.mt.immtrax.access.agreement;

import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores signatures: one that counts for each request, and those that no longer count. None is ever changed. */
@Repository
public class SignedAgreementRepository {

    private static final String COLUMNS =
            "request_number, text_version, text_sha256, answers, facility_name, job_title,"
                    + " full_legal_name, signature_date, signed_at, signer_issuer, signer_subject, signer_address,"
                    + " network_address";

    private final JdbcClient jdbc;

    SignedAgreementRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The signature of a request that counts; empty until it is signed. */
    public Optional<SignedAgreement> find(String requestNumber) {
        return jdbc.sql("select * from user_agreement where request_number = :number")
                .param("number", requestNumber)
                .query(SignedAgreementRepository::row)
                .optional();
    }

    /** The signatures of a request that no longer count, newest first. */
    public List<SignedAgreement> voidOnes(String requestNumber) {
        return jdbc.sql("select * from void_agreement where request_number = :number order by id desc")
                .param("number", requestNumber)
                .query(SignedAgreementRepository::row)
                .list();
    }

    /** Puts the signature of a request aside, unchanged. The table then takes a new one. */
    void becomeVoid(String requestNumber, Instant at) {
        jdbc.sql("insert into void_agreement (void_since, " + COLUMNS + ") select :at, " + COLUMNS
                        + " from user_agreement where request_number = :number")
                .param("at", UtcColumn.of(at))
                .param("number", requestNumber)
                .update();
        jdbc.sql("delete from user_agreement where request_number = :number")
                .param("number", requestNumber)
                .update();
    }

    /** Stores a signature, in the caller's transaction. The table refuses a second one for the same request. */
    void add(SignedAgreement signed) {
        jdbc.sql("insert into user_agreement (" + COLUMNS + """
                )
                values (:requestNumber, :textVersion, :textSha256, :answers, :facilityName, :jobTitle, :fullLegalName,
                    :signatureDate, :signedAt, :signerIssuer, :signerSubject, :signerAddress, :networkAddress)""")
                .param("requestNumber", signed.requestNumber())
                .param("textVersion", signed.textVersion())
                .param("textSha256", signed.textSha256())
                .param("answers", AnswersJson.write(signed.answers()))
                .param("facilityName", signed.facilityName())
                .param("jobTitle", signed.jobTitle())
                .param("fullLegalName", signed.fullLegalName())
                .param("signatureDate", signed.signatureDate())
                .param("signedAt", UtcColumn.of(signed.signedAt()))
                .param("signerIssuer", signed.signerIssuer())
                .param("signerSubject", signed.signerSubject())
                .param("signerAddress", signed.signerAddress())
                .param("networkAddress", signed.networkAddress())
                .update();
    }

    private static SignedAgreement row(ResultSet row, int index) throws SQLException {
        return new SignedAgreement(
                row.getString("request_number"),
                row.getString("text_version"),
                row.getString("text_sha256"),
                AnswersJson.read(row.getString("answers")),
                row.getString("facility_name"),
                row.getString("job_title"),
                row.getString("full_legal_name"),
                row.getObject("signature_date", LocalDate.class),
                UtcColumn.read(row, "signed_at"),
                row.getString("signer_issuer"),
                row.getString("signer_subject"),
                row.getString("signer_address"),
                row.getString("network_address"));
    }
}
