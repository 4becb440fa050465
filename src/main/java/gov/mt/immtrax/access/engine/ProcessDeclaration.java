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
 * What a room says of one of its processes, so that the engine's room knows none by name: a process is added with its
 * model and its backing class, in its own room and nowhere else. The backing class gives it as a bean.
 *
 * @param id id of the model
 * @param startedByForm whether people may start it, by its form
 * @param variables what the engine may remember of it; whatever else is submitted belongs to a form
 * @param columns those of them that Tasklist shows, by which people tell tasks apart
 * @param tasks the tasks of people
 * @param staff who sees what runs of it and works on its tasks: all who are asked, and whom else it names
 * @param datesRecalculated whether its timers and due dates are worked out again when the business calendar has changed
 */
public record ProcessDeclaration(
        String id,
        boolean startedByForm,
        Set<String> variables,
        Set<Column> columns,
        List<Task> tasks,
        Set<Role> staff,
        boolean datesRecalculated) {

    /** Begins the declaration of a process that no form starts and whose dates follow the business calendar. */
    public static Builder of(String id) {
        return new Builder(id);
    }

    /**
     * A task of a person.
     *
     * @param id id of the user task
     * @param groups who may be asked; none where it belongs to one person, its assignee
     * @param escalatedToLead whether the help desk's lead may do it too, once it is overdue
     * @param filter where Tasklist lists it among others of its kind, if it does
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
     * A filter of Tasklist. Tasks of several rooms may be in one: each room declares it in the same words.
     *
     * @param id what it is known by, whatever its label is
     * @param place from the top of the list
     * @param readers who sees it
     * @param askedOf the group whose tasks alone it shows; empty for all
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
     * @param place among the others
     */
    public record Column(int place, String variable, String label) {}

    /** Collects a declaration. */
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

        /** Variables that the engine may remember. */
        public Builder remembers(String... names) {
            Collections.addAll(variables, names);
            return this;
        }

        /** A variable that the engine may remember and that Tasklist shows. */
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

        /** Staff who see it although it asks nothing of them. */
        public Builder seenBy(Role... others) {
            Collections.addAll(staff, others);
            return this;
        }

        /** Its dates are none of the business calendar, or are worked out when they are asked for. */
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
