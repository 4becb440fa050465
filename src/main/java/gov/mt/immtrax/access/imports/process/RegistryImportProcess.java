package gov.mt.immtrax.access.imports.process;

import gov.mt.immtrax.access.engine.ProcessDeclaration;
import gov.mt.immtrax.access.imports.Importer;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The elements of {@code registry-import.bpmn} that Java uses, and the beans of its automatic steps. Each step works in
 * its own transactions.
 */
@Configuration(proxyBeanMethods = false)
public class RegistryImportProcess {

    /** Id of the model, {@code processes/registry-import.bpmn}. */
    public static final String KEY = "registry-import";

    @Bean(KEY)
    ProcessDeclaration declaration() {
        return ProcessDeclaration.of(KEY)
                .remembers("importNumber", "importStage")
                .build();
    }

    @Bean
    JavaDelegate readFile(Importer steps) {
        return execution -> steps.read((String) execution.getVariable("importNumber"));
    }

    @Bean
    JavaDelegate applyImport(Importer steps) {
        return execution -> steps.apply((String) execution.getVariable("importNumber"));
    }
}
