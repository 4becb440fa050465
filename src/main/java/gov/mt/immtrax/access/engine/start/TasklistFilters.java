package gov.mt.immtrax.access.engine.start;

import static java.util.stream.Collectors.groupingBy;

import gov.mt.immtrax.access.engine.Escalation;
import gov.mt.immtrax.access.engine.ProcessDeclaration;
import gov.mt.immtrax.access.identity.Role;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;
import org.camunda.bpm.engine.query.Query;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/**
 * The shared filters that Tasklist opens with: those that rooms declare for their tasks, and three for all tasks. Each
 * start brings their content and readers up to date, whatever they were named before. A filter shows its reader only
 * tasks of the processes that {@link StaffAuthorizations} opens.
 */
@Component
class TasklistFilters {

    /** Property that identifies our own filters; a filter without it is left alone. */
    static final String ID = "immtraxId";

    private static final ProcessDeclaration.Filter OVERDUE =
            ProcessDeclaration.Filter.of("overdue", 2, "Overdue", "#b3261e", Role.WORKS_ON_REQUESTS);
    private static final ProcessDeclaration.Filter ALL =
            ProcessDeclaration.Filter.of("all-open", 4, "All open", "#3a4753", Role.WORKS_ON_REQUESTS);
    private static final ProcessDeclaration.Filter REGISTRY = ProcessDeclaration.Filter.of(
                    "for-registry-staff", 7, "For registry staff", "#6a3d8a", Set.of(Role.REGISTRY_STAFF))
            .onlyAskedOf(Role.REGISTRY_STAFF);

    private final List<ProcessDeclaration> processes;
    private final FilterService filterService;
    private final TaskService taskService;
    private final StaffAuthorizations grants;

    TasklistFilters(
            List<ProcessDeclaration> processes,
            FilterService filterService,
            TaskService taskService,
            StaffAuthorizations grants) {
        this.processes = processes;
        this.filterService = filterService;
        this.taskService = taskService;
        this.grants = grants;
    }

    /** @throws IllegalStateException if rooms declare the same filter differently */
    void write() {
        // two nodes that started at the same time may have created one each
        Map<String, List<FilterEntity>> stored =
                filterService.createFilterQuery().orderByFilterId().asc().list().stream()
                        .map(FilterEntity.class::cast)
                        .filter(filter -> filter.getProperties() != null
                                && filter.getProperties().get(ID) != null)
                        .collect(groupingBy(
                                filter -> (String) filter.getProperties().get(ID)));
        declared().forEach((filter, query) -> {
            List<FilterEntity> found = stored.getOrDefault(filter.id(), List.of());
            FilterEntity kept = save(found.stream().findFirst(), wanted(filter, query));
            stored.put(filter.id(), found.stream().skip(1).toList());
            grants.holdReaders(kept.getId(), filter.readers());
        });
        stored.values().stream().flatMap(Collection::stream).forEach(this::delete);
    }

    private Map<ProcessDeclaration.Filter, TaskQuery> declared() {
        Map<ProcessDeclaration.Filter, TaskQuery> filters = new HashMap<>();
        filters.put(
                OVERDUE, query(OVERDUE).taskMinPriority(Escalation.OVERDUE_PRIORITY)); // expressions in filters are off
        filters.put(ALL, query(ALL).active());
        filters.put(REGISTRY, query(REGISTRY));
        processes.stream()
                .flatMap(process -> process.tasks().stream())
                .filter(task -> task.filter().isPresent())
                .collect(groupingBy(task -> task.filter().get()))
                .forEach((filter, tasks) -> filters.put(
                        filter,
                        query(filter)
                                .taskDefinitionKeyIn(tasks.stream()
                                        .map(ProcessDeclaration.Task::id)
                                        .sorted()
                                        .toArray(String[]::new))));
        long ids = filters.keySet().stream()
                .map(ProcessDeclaration.Filter::id)
                .distinct()
                .count();
        if (ids < filters.size()) {
            throw new IllegalStateException("The same filter is declared differently: " + filters.keySet());
        }
        return filters;
    }

    private TaskQuery query(ProcessDeclaration.Filter filter) {
        TaskQuery query = taskService
                .createTaskQuery()
                .orderByTaskPriority()
                .desc()
                .orderByDueDate()
                .asc();
        filter.askedOf()
                .flatMap(Role::group)
                .ifPresent(group -> query.taskCandidateGroup(group).includeAssignedTasks());
        return query;
    }

    private FilterEntity wanted(ProcessDeclaration.Filter filter, TaskQuery query) {
        FilterEntity wanted = (FilterEntity) filterService.newTaskFilter(filter.label());
        wanted.setQuery(query);
        wanted.setProperties(Map.of(
                ID,
                filter.id(),
                "priority",
                filter.place(),
                "color",
                filter.color(),
                "refresh",
                true,
                "showUndefinedVariable",
                false,
                "variables",
                variables()));
        wanted.setPropertiesInternal(wanted.getPropertiesInternal()); // converts numbers as reading does
        return wanted;
    }

    /** The columns that tell tasks of the same name apart. */
    private List<Map<String, String>> variables() {
        return processes.stream()
                .flatMap(process -> process.columns().stream())
                .distinct()
                .sorted(Comparator.comparing(ProcessDeclaration.Column::place)
                        .thenComparing(ProcessDeclaration.Column::variable))
                .map(column -> Map.of("name", column.variable(), "label", column.label()))
                .toList();
    }

    private FilterEntity save(Optional<FilterEntity> found, FilterEntity wanted) {
        if (found.isEmpty()) {
            return (FilterEntity) filterService.saveFilter(wanted);
        }
        FilterEntity filter = found.get();
        if (!says(filter).equals(says(wanted))) {
            filter.setName(wanted.getName());
            filter.setQuery((Query<?, ?>) wanted.getQuery());
            filter.setProperties(wanted.getProperties());
            try {
                filterService.saveFilter(filter);
            } catch (OptimisticLockingException otherNode) {
                // another node that starts at the same time has saved it
            }
        }
        return filter;
    }

    private static List<Object> says(FilterEntity filter) {
        return List.of(filter.getName(), filter.getQueryInternal(), filter.getProperties());
    }

    private void delete(FilterEntity filter) {
        try {
            filterService.deleteFilter(filter.getId());
        } catch (RuntimeException e) {
            if (filterService.createFilterQuery().filterId(filter.getId()).count()
                    > 0) { // else another node was faster
                throw e;
            }
        }
    }
}
