package gov.mt.immtrax.access.engine.staff;

import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.identity.StaffDirectory;
import gov.mt.immtrax.access.identity.StaffMember;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.identity.UserQuery;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.UserQueryImpl;
import org.camunda.bpm.engine.impl.UserQueryProperty;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.jspecify.annotations.Nullable;

/** Answers the engine's user queries. Staff are few, so they are filtered in memory. */
class StaffUserQuery extends UserQueryImpl {

    private static final long serialVersionUID = 1L;
    private static final Map<String, Function<User, String>> ORDERS = Map.of(
            UserQueryProperty.USER_ID.getName(), User::getId,
            UserQueryProperty.EMAIL.getName(), User::getEmail,
            UserQueryProperty.FIRST_NAME.getName(), User::getFirstName,
            UserQueryProperty.LAST_NAME.getName(), User::getLastName);

    private final transient StaffDirectory staff;

    StaffUserQuery(StaffDirectory staff, @Nullable CommandExecutor executor) {
        super(executor);
        this.staff = staff;
    }

    /** @throws BadUserRequestException always, because no user is stored as a starter of processes */
    @Override
    public UserQuery potentialStarter(String procDefId) {
        throw new BadUserRequestException("Users cannot be queried by the processes that they may start");
    }

    @Override
    public long executeCount(CommandContext commandContext) {
        return matches().count();
    }

    @Override
    public List<User> executeList(CommandContext commandContext, Page page) {
        Comparator<User> order = StaffQueries.order(getOrderingProperties(), ORDERS, User::getId);
        return matches()
                .sorted(order)
                .skip(getFirstResult())
                .limit(getMaxResults())
                .toList();
    }

    private Stream<User> matches() {
        List<StaffMember> candidates = getId() == null
                ? staff.list()
                : staff.find(getId()).map(List::of).orElse(List.of());
        return candidates.stream()
                .filter(member -> getTenantId() == null)
                .filter(member -> getGroupId() == null || isMember(member, getGroupId()))
                .<User>map(StaffIdentityProvider::user)
                .filter(user -> StaffQueries.is(getId(), user.getId()))
                .filter(user -> StaffQueries.isIn(getIds(), user.getId()))
                .filter(user -> StaffQueries.is(getFirstName(), user.getFirstName()))
                .filter(user -> StaffQueries.isLike(getFirstNameLike(), user.getFirstName()))
                .filter(user -> StaffQueries.is(getLastName(), user.getLastName()))
                .filter(user -> StaffQueries.isLike(getLastNameLike(), user.getLastName()))
                .filter(user -> StaffQueries.is(getEmail(), user.getEmail()))
                .filter(user -> StaffQueries.isLike(getEmailLike(), user.getEmail()));
    }

    private static boolean isMember(StaffMember member, String group) {
        return Role.ofGroup(group).map(member.roles()::contains).orElse(false);
    }
}
