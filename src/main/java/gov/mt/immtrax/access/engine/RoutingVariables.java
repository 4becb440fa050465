package gov.mt.immtrax.access.engine;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * All variables that the engine may store, as the rooms declare them. Everything else that is submitted belongs to a
 * form and is removed from the engine in the same transaction, so that it never reaches the history.
 */
@Component
public class RoutingVariables {

    private final Set<String> names;

    public RoutingVariables(List<ProcessDeclaration> processes) {
        names = processes.stream()
                .flatMap(process -> process.variables().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    public boolean contains(String name) {
        return names.contains(name);
    }

    public Set<String> names() {
        return names;
    }
}
