package gov.mt.immtrax.access.engine;

import java.util.Map;

/** Checks and takes a form outside of start events and tasks, like any other submission. */
public interface FormRevision {

    /**
     * Takes a submission in the running transaction.
     *
     * @param form file name without folder and extension
     * @param variables those of the running process
     * @param submitted the fields of the form
     * @return the routing variables to set
     * @throws RuntimeException with a {@link gov.mt.immtrax.access.form.FormRejectedException} as its cause, if the
     *     form is refused
     */
    Map<String, Object> revise(
            String processDefinitionId,
            String form,
            String caseNumber,
            Map<String, Object> variables,
            Map<String, Object> submitted);

    /**
     * Checks a form that would start a process, and takes nothing.
     *
     * @throws RuntimeException as {@link #revise} does
     */
    void check(String processDefinitionId, String form, Map<String, Object> submitted);
}
