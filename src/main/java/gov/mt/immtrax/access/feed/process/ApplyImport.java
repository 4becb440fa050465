package gov.mt.immtrax.access.feed.process;

import gov.mt.immtrax.access.feed.Importer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Writes an import into the register, in transactions of its own. */
@Component("applyImport")
class ApplyImport implements JavaDelegate {

    private final Importer importer;

    ApplyImport(Importer importer) {
        this.importer = importer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        importer.apply((String) execution.getVariable("importNumber"));
    }
}
