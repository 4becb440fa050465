package gov.mt.immtrax.access.engine.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys models and forms together, under the same resource names from a folder and from the jar. A changed form
 * creates new versions of all models, because a form is looked up in the deployment of its own process definition.
 */
@Component
class EngineDeployment {

    private static final Logger log = LoggerFactory.getLogger(EngineDeployment.class);

    private static final String NAME = "immtrax-access";

    private final RepositoryService repositoryService;

    EngineDeployment(RepositoryService repositoryService) {
        this.repositoryService = repositoryService;
    }

    boolean isThere() {
        return repositoryService.createDeploymentQuery().deploymentName(NAME).count() > 0;
    }

    void deploy() {
        DeploymentBuilder builder = repositoryService
                .createDeployment()
                .name(NAME)
                .source("application start")
                .enableDuplicateFiltering(false);
        for (String pattern : new String[] {"processes/*.bpmn", "processes/*.dmn", "forms/*.html"}) {
            add(builder, pattern);
        }
        var deployment = builder.deploy();
        log.info("Deployed models and forms as {}", deployment.getId());
    }

    private static void add(DeploymentBuilder builder, String pattern) {
        String folder = pattern.substring(0, pattern.indexOf('/') + 1);
        try {
            Resource[] found = new PathMatchingResourcePatternResolver().getResources("classpath:" + pattern);
            Arrays.sort(found, Comparator.comparing(Resource::getFilename));
            for (Resource resource : found) {
                try (InputStream content = resource.getInputStream()) {
                    builder.addInputStream(folder + resource.getFilename(), content);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + pattern, e);
        }
    }
}
