package gov.mt.immtrax.access.engine;

import java.time.Instant;

/**
 * Published when the due date of a task changes with the business calendar, for rooms that store the date themselves.
 *
 * @param process id of the model
 * @param number business key of the process
 * @param dueAt the new due date; UTC
 */
public record DueDateMoved(String process, String number, Instant dueAt) {}
