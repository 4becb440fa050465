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
class RoutingVariables {

    private final Set<String> names;

    RoutingVariables(List<ProcessDeclaration> processes) {
        names = processes.stream()
                .flatMap(process -> process.variables().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean contains(String name) {
        return names.contains(name);
    }

    Set<String> names() {
        return names;
    }
}
