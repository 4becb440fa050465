package gov.mt.immtrax.access.calendar;

import java.time.Instant;

/**
 * A model whose timers and due dates are counted in business days, as its room lends it to the run that works them all
 * out again after the calendar was changed.
 */
public interface DatedProcess {

    /** Key of the model. */
    String process();

    /**
     * When an open task is due, by the calendar as it is now.
     *
     * @param task id of the step in the model
     * @param number business key of the process
     */
    Instant due(String task, String number);
}
