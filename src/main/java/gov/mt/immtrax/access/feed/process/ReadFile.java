package gov.mt.immtrax.access.feed.process;

import gov.mt.immtrax.access.feed.Importer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Reads the file of an import and compares it with the register, in transactions of its own. */
@Component("readFile")
class ReadFile implements JavaDelegate {

    private final Importer importer;

    ReadFile(Importer importer) {
        this.importer = importer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        importer.read((String) execution.getVariable("importNumber"));
    }
}
