package gov.mt.immtrax.access.engine;

import gov.mt.immtrax.access.form.FormFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Component;

/**
 * Reads the form files as they were deployed with a model, because a running request keeps the form that it started
 * with.
 */
@Component
public class DeployedForms {

    private final RepositoryService repositoryService;
    private final Map<String, FormFile> parsed = new ConcurrentHashMap<>();

    DeployedForms(RepositoryService repositoryService) {
        this.repositoryService = repositoryService;
    }

    /**
     * The form of a process definition; parsed once, since a deployment never changes.
     *
     * @param form file name without folder and extension
     */
    public FormFile of(String processDefinitionId, String form) {
        return parsed.computeIfAbsent(processDefinitionId + "/" + form, key -> read(processDefinitionId, form));
    }

    private FormFile read(String processDefinitionId, String form) {
        String deployment =
                repositoryService.getProcessDefinition(processDefinitionId).getDeploymentId();
        try (InputStream html = repositoryService.getResourceAsStream(deployment, "forms/" + form + ".html")) {
            return FormFile.parse(form, new String(html.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
