package gov.mt.immtrax.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints missing settings as a plain message instead of a stack trace. */
class RequiredSettingsFailureAnalyzer extends AbstractFailureAnalyzer<RequiredSettingsMissing> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RequiredSettingsMissing cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set each of them as an environment variable. docs/operations.md lists all settings. "
                        + "To try the service without settings, start the demo: mvn spring-boot:test-run",
                cause);
    }
}
