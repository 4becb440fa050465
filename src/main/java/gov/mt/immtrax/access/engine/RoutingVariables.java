package gov.mt.immtrax.access.engine;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * All that the engine may remember of whatever runs in it, as the rooms declare it. Whatever else is submitted belongs
 * to a form and is taken out of the engine in the same transaction; history never hears of it.
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
