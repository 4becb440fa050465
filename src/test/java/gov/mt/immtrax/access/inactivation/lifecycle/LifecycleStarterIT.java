package gov.mt.immtrax.access.inactivation.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.OnPostgres;
import gov.mt.immtrax.access.inactivation.process.AccountLifecycleProcess;
import gov.mt.immtrax.access.inactivation.process.LifecycleStartsProcess;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Many accounts at a time on PostgreSQL: starting their lifecycles, killed half way, and finding those that are due.
 */
@ModelTest
@Import(OnPostgres.class)
class LifecycleStarterIT {

    private static final Logger log = LoggerFactory.getLogger(LifecycleStarterIT.class);

    /** -Dimmtrax.it.accounts=100000 for the numbers of decision 18. */
    private static final int ACCOUNTS = Integer.getInteger("immtrax.it.accounts", 3_000);

    @Autowired
    Office office;

    @Autowired
    LifecycleStarter starts;

    @Autowired
    DueAccounts due;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService jobs;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
    }

    @AfterEach
    void close() throws Exception {
        // by hand: ending so many one after the other takes longer than the test
        jdbc.sql("""
                        truncate act_ru_job, act_ru_event_subscr, act_ru_variable, act_ru_execution, act_hi_procinst,
                            act_hi_actinst, act_hi_varinst, act_hi_job_log, account_change, account cascade""").update();
        office.close();
    }

    @Test
    void startsThemAllInJobsThatMayBeKilled() {
        insert(ACCOUNTS);
        starts.begin();
        Instant began = Instant.now();
        next();
        assertThat(starts.waiting()).isEqualTo(ACCOUNTS - AccountLifecycle.AT_ONCE);

        // killed before it has committed: what it had started is as if it never was
        transactions.executeWithoutResult(half -> {
            next();
            half.setRollbackOnly();
        });
        assertThat(starts.waiting()).isEqualTo(ACCOUNTS - AccountLifecycle.AT_ONCE);
        assertThat(jobs.createJobQuery().timers().count()).isEqualTo(AccountLifecycle.AT_ONCE);
        starts.begin();
        while (!waiting().isEmpty()) {
            next();
        }
        Duration took = Duration.between(began, Instant.now());

        assertThat(starts.waiting()).isZero();
        assertThat(jdbc.sql(
                                "select count(distinct business_key_) from act_ru_execution where business_key_ like 'ACC%'")
                        .query(Long.class)
                        .single())
                .isEqualTo(ACCOUNTS);
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(AccountLifecycleProcess.KEY)
                        .count())
                .as("none twice")
                .isEqualTo(ACCOUNTS);
        assertThat(jobs.createJobQuery().timers().count()).isEqualTo(ACCOUNTS);
        assertThat(jobs.createJobQuery().timers().executable().count())
                .as("due at once")
                .isZero();
        log.info("{} lifecycles in {} ms: {} a second", ACCOUNTS, took.toMillis(), ACCOUNTS * 1000L / took.toMillis());
        findsWhatIsDueByIndexes();
    }

    /** What is asked every few seconds, and what is asked in each minute of a night. */
    private void findsWhatIsDueByIndexes() {
        jdbc.sql("analyze").update();
        String jobsThatAreDue = """
                select * from act_ru_job where retries_ > 0 and (duedate_ is null or duedate_ <= timestamp '2026-11-23 10:00')
                    and (lock_owner_ is null or lock_exp_time_ < timestamp '2026-11-23 10:00') and suspension_state_ = 1
                order by duedate_ asc limit 3""";
        String plan = plan(jobsThatAreDue);
        log.info("Jobs that are due: {}", plan);
        assertThat(plan).contains("immtrax_job_by_due_date").doesNotContain("Seq Scan");
        Instant began = Instant.now();
        long found = due.count(LocalDate.of(2026, 11, 23));
        log.info(
                "{} due accounts counted in {} ms",
                found,
                Duration.between(began, Instant.now()).toMillis());
        // as after a wrong export, and with logins that have access under two employers
        jdbc.sql("""
                        update account set username_key = 'user' || cast(substring(number from 4) as int) - 1
                        where number like '%5'""").update();
        began = Instant.now();
        assertThat(due.count(LocalDate.of(2028, 11, 23)))
                .isLessThanOrEqualTo(ACCOUNTS)
                .isPositive();
        assertThat(due.active()).isLessThanOrEqualTo(ACCOUNTS).isPositive();
        log.info(
                "All of {} accounts counted in {} ms",
                ACCOUNTS,
                Duration.between(began, Instant.now()).toMillis());
    }

    private String plan(String sql) {
        return String.join(
                "\n", jdbc.sql("explain analyze " + sql).query(String.class).list());
    }

    private void next() {
        jobs.executeJob(waiting().get(0).getId());
    }

    private List<Job> waiting() {
        return jobs.createJobQuery()
                .processDefinitionKey(LifecycleStartsProcess.KEY)
                .messages()
                .listPage(0, 5);
    }

    private void insert(int count) {
        jdbc.sql("""
                        insert into account (number, username, username_key, first_name, last_name, last_name_key, employer,
                            employer_key, location_name, access_level, last_access_at, status)
                        select 'ACC' || lpad(i::text, 7, '0'), 'user' || i, 'user' || i, 'F', 'L' || i, 'l' || i, 'E', 'e', 'P',
                            'RECORD_MAINTENANCE', timestamptz '2026-11-22 12:00Z' - interval '1 day' * (i % 150), 'ACTIVE'
                        from generate_series(1, :count) i""").param("count", count).update();
    }
}
