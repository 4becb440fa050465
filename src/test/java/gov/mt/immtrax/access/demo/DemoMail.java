package gov.mt.immtrax.access.demo;

import java.time.Instant;

/**
 * A mail as it arrived at the demo's server; the names are those of contract.md and go out as JSON. What a mail does
 * not have is empty.
 *
 * @param id counts up from 1 in the order of arrival
 * @param to addresses, separated by a comma and a space; {@code cc} the same
 * @param sentAt the mail's own date
 */
public record DemoMail(
        String id, String to, String cc, String from, String subject, String text, String html, Instant sentAt) {}
