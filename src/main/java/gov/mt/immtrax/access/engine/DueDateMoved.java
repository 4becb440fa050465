package gov.mt.immtrax.access.engine;

import java.time.Instant;

/**
 * A task is due on another day, because the business calendar was changed: for rooms that keep the date themselves.
 *
 * @param process id of the model
 * @param number business key of the process
 * @param dueAt when the task is due now; UTC
 */
public record DueDateMoved(String process, String number, Instant dueAt) {}
