package gov.mt.immtrax.access.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_SELF;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import gov.mt.immtrax.access.database.RecordLocks;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What becomes of a form whose submission fails: the second of two finds nothing to do, and a silent database is asked
 * once.
 */
class FormSubmissionServiceTests {

    private final TaskService tasks = mock();
    private final TransactionTemplate transactions = mock();
    private final FormSubmissionService service =
            new FormSubmissionService(null, null, tasks, null, null, null, new RecordLocks(List.of()), transactions);

    @Test
    void asksASilentDatabaseOnce() {
        var silence = new DataAccessResourceFailureException("no word for so long");
        when(transactions.execute(any())).thenThrow(silence);

        assertThatThrownBy(this::complete).isSameAs(silence);
        verifyNoInteractions(tasks);
    }

    static Stream<RuntimeException> lost() {
        return Stream.of(
                new OptimisticLockingException("changed meanwhile"),
                new NullValueException("task is null"),
                new FormFieldValidationException(
                        null, "It has changed meanwhile", new NullValueException("task is null")));
    }

    @ParameterizedTest
    @MethodSource("lost")
    void findsNothingToCompleteWhereSomebodyElseWasFaster(RuntimeException failure) {
        TaskQuery none = mock(RETURNS_SELF);
        doReturn(null).when(none).singleResult();
        when(tasks.createTaskQuery()).thenReturn(none);
        when(transactions.execute(any())).thenThrow(failure);

        assertThat(complete()).isFalse();
    }

    @Test
    void tellsTheFirstFailureWhereTheSecondQuestionFailsToo() {
        var lost = new OptimisticLockingException("changed meanwhile");
        var silence = new DataAccessResourceFailureException("no word for so long");
        when(transactions.execute(any())).thenThrow(lost);
        when(tasks.createTaskQuery()).thenThrow(silence);

        assertThatThrownBy(this::complete).isSameAs(lost).hasSuppressedException(silence);
    }

    private boolean complete() {
        return service.complete(AccessRequestProcess.KEY, "REQ0100387", "UserTask_Provision", Map.of());
    }
}
