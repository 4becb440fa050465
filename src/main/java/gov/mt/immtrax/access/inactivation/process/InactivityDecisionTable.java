package gov.mt.immtrax.access.inactivation.process;

import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.inactivation.lifecycle.InactivityPolicy;
import java.time.Period;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.DecisionService;
import org.springframework.stereotype.Component;

/**
 * Reads the decision table. It only changes with a release, so each of its few results is evaluated once and cached:
 * 100,000 accounts need them all the time, and the engine would record every evaluation.
 */
@Component
class InactivityDecisionTable implements InactivityPolicy {

    private static final String TABLE = "inactivity-policy";

    private final DecisionService decisions;
    private final Map<Question, Period> answers = new ConcurrentHashMap<>();

    InactivityDecisionTable(DecisionService decisions) {
        this.decisions = decisions;
    }

    private record Question(AccessLevel level, boolean used) {}

    @Override
    public Period limit(AccessLevel level, boolean used) {
        return answers.computeIfAbsent(new Question(level, used), this::ask);
    }

    private Period ask(Question question) {
        Integer months = decisions
                .evaluateDecisionTableByKey(
                        TABLE, Map.of("accessLevel", question.level().name(), "used", question.used()))
                .getSingleResult()
                .getEntry("months");
        return Period.ofMonths(months);
    }
}
