package gov.mt.immtrax.access.engine.staff;

import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.identity.StaffDirectory;
import gov.mt.immtrax.access.identity.StaffMember;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.GroupQuery;
import org.camunda.bpm.engine.impl.GroupQueryImpl;
import org.camunda.bpm.engine.impl.GroupQueryProperty;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.jspecify.annotations.Nullable;

/** Answers the engine's group queries: the staff roles, and who has them. */
class StaffGroupQuery extends GroupQueryImpl {

    private static final long serialVersionUID = 1L;
    private static final Map<String, Function<Group, String>> ORDERS = Map.of(
            GroupQueryProperty.GROUP_ID.getName(), Group::getId,
            GroupQueryProperty.NAME.getName(), Group::getName,
            GroupQueryProperty.TYPE.getName(), Group::getType);

    private final transient StaffDirectory staff;

    StaffGroupQuery(StaffDirectory staff, @Nullable CommandExecutor executor) {
        super(executor);
        this.staff = staff;
    }

    /** @throws BadUserRequestException always, because no group is stored as a starter of processes */
    @Override
    public GroupQuery potentialStarter(String procDefId) {
        throw new BadUserRequestException("Groups cannot be queried by the processes that they may start");
    }

    @Override
    public long executeCount(CommandContext commandContext) {
        return matches().count();
    }

    @Override
    public List<Group> executeList(CommandContext commandContext, Page page) {
        Comparator<Group> order = StaffQueries.order(getOrderingProperties(), ORDERS, Group::getId);
        return matches()
                .sorted(order)
                .skip(getFirstResult())
                .limit(getMaxResults())
                .toList();
    }

    private Stream<Group> matches() {
        Stream<Role> roles = getUserId() == null
                ? Stream.of(Role.values()).filter(Role::isStaff)
                : staff.find(getUserId()).map(StaffMember::roles).orElse(Set.of()).stream();
        return roles.filter(role -> getTenantId() == null)
                .<Group>map(StaffIdentityProvider::group)
                .filter(group -> StaffQueries.is(getId(), group.getId()))
                .filter(group -> StaffQueries.isIn(getIds(), group.getId()))
                .filter(group -> StaffQueries.is(getName(), group.getName()))
                .filter(group -> StaffQueries.isLike(getNameLike(), group.getName()))
                .filter(group -> StaffQueries.is(getType(), group.getType()));
    }
}
