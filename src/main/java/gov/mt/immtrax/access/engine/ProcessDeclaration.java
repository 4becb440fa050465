package gov.mt.immtrax.access.engine;

import gov.mt.immtrax.access.identity.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a room declares about one of its processes, so that the {@code engine} room knows none by name. A new process
 * needs a model and a backing class in its own room, and no change elsewhere. The backing class provides this
 * declaration as a bean.
 *
 * @param id id of the model
 * @param startedByForm whether people may start it with its form
 * @param variables what the engine may store; everything else that is submitted belongs to a form
 * @param columns those variables that Tasklist shows, so that people can tell tasks apart
 * @param tasks its user tasks
 * @param staff who sees its instances and works on its tasks: the groups of all its tasks, and others that it names
 * @param datesRecalculated whether its timers and due dates are recalculated after a change of the business calendar
 */
public record ProcessDeclaration(
        String id,
        boolean startedByForm,
        Set<String> variables,
        Set<Column> columns,
        List<Task> tasks,
        Set<Role> staff,
        boolean datesRecalculated) {

    /** Starts the declaration of a process that has no start form and whose dates follow the business calendar. */
    public static Builder of(String id) {
        return new Builder(id);
    }

    /**
     * A user task.
     *
     * @param id id of the user task
     * @param groups its candidate groups; none if the task belongs to one person, its assignee
     * @param escalatedToLead whether the help desk lead may do it too once it is overdue
     * @param filter the Tasklist filter that lists it with similar tasks, if there is one
     */
    public record Task(String id, Set<Role> groups, boolean escalatedToLead, Optional<Filter> filter) {

        public static Task of(String id, Role... groups) {
            return new Task(id, Set.of(groups), false, Optional.empty());
        }

        public Task orLeadWhenOverdue() {
            return new Task(id, groups, true, filter);
        }

        public Task in(Filter listed) {
            return new Task(id, groups, escalatedToLead, Optional.of(listed));
        }
    }

    /**
     * A filter of Tasklist. Tasks of several rooms may share one, which each of these rooms declares identically.
     *
     * @param id identifies the filter even if its label changes
     * @param place position in the list, counted from the top
     * @param readers who sees it
     * @param askedOf shows only tasks of this group; empty for tasks of all groups
     */
    public record Filter(String id, int place, String label, String color, Set<Role> readers, Optional<Role> askedOf) {

        public static Filter of(String id, int place, String label, String color, Set<Role> readers) {
            return new Filter(id, place, label, color, readers, Optional.empty());
        }

        public Filter onlyAskedOf(Role group) {
            return new Filter(id, place, label, color, readers, Optional.of(group));
        }
    }

    /**
     * A variable that Tasklist shows with each task.
     *
     * @param place position among the columns
     */
    public record Column(int place, String variable, String label) {}

    /** Builds a declaration. */
    public static final class Builder {

        private final String id;
        private final Set<String> variables = new LinkedHashSet<>();
        private final Set<Column> columns = new LinkedHashSet<>();
        private final List<Task> tasks = new ArrayList<>();
        private final Set<Role> staff = EnumSet.noneOf(Role.class);
        private boolean startedByForm;
        private boolean datesRecalculated = true;

        private Builder(String id) {
            this.id = id;
        }

        public Builder startedByForm() {
            startedByForm = true;
            return this;
        }

        /** Adds variables that the engine may store. */
        public Builder remembers(String... names) {
            Collections.addAll(variables, names);
            return this;
        }

        /** Adds a variable that the engine may store and that Tasklist shows. */
        public Builder shows(int place, String variable, String label) {
            columns.add(new Column(place, variable, label));
            return remembers(variable);
        }

        public Builder asks(Task task) {
            tasks.add(task);
            staff.addAll(task.groups());
            if (task.escalatedToLead()) {
                staff.add(Role.HELP_DESK_LEAD);
            }
            return this;
        }

        /** Adds staff who see the process although it has no tasks for them. */
        public Builder seenBy(Role... others) {
            Collections.addAll(staff, others);
            return this;
        }

        /** Its dates do not depend on the business calendar, or are computed when they are needed. */
        public Builder keepsItsDates() {
            datesRecalculated = false;
            return this;
        }

        public ProcessDeclaration build() {
            return new ProcessDeclaration(
                    id,
                    startedByForm,
                    Set.copyOf(variables),
                    Set.copyOf(columns),
                    List.copyOf(tasks),
                    Set.copyOf(staff),
                    datesRecalculated);
        }
    }
}
