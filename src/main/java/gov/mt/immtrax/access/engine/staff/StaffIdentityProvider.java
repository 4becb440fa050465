package gov.mt.immtrax.access.engine.staff;

import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.identity.StaffDirectory;
import gov.mt.immtrax.access.identity.StaffMember;
import java.util.List;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.GroupQuery;
import org.camunda.bpm.engine.identity.NativeUserQuery;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.TenantQuery;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.identity.UserQuery;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.TenantQueryImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.ReadOnlyIdentityProvider;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.GroupEntity;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.jspecify.annotations.Nullable;

/**
 * The engine's view of {@link StaffDirectory}: a user's id is the email address, a group's id is its name in the groups
 * claim. Only staff reach the engine, and they may know who else is staff, so nothing is checked here.
 */
class StaffIdentityProvider implements ReadOnlyIdentityProvider {

    private final StaffDirectory staff;

    StaffIdentityProvider(StaffDirectory staff) {
        this.staff = staff;
    }

    @Override
    public @Nullable User findUserById(@Nullable String userId) {
        return userId == null
                ? null
                : staff.find(userId).map(StaffIdentityProvider::user).orElse(null);
    }

    @Override
    public UserQuery createUserQuery() {
        return new StaffUserQuery(staff, executor());
    }

    @Override
    public UserQuery createUserQuery(CommandContext commandContext) {
        return new StaffUserQuery(staff, null);
    }

    /** @throws BadUserRequestException always, because there is no table of users */
    @Override
    public NativeUserQuery createNativeUserQuery() {
        throw new BadUserRequestException("Native user queries are not supported");
    }

    /** Always false: people log in at the identity provider only. */
    @Override
    public boolean checkPassword(String userId, String password) {
        return false;
    }

    @Override
    public @Nullable Group findGroupById(@Nullable String groupId) {
        return groupId == null
                ? null
                : Role.ofGroup(groupId).map(StaffIdentityProvider::group).orElse(null);
    }

    @Override
    public GroupQuery createGroupQuery() {
        return new StaffGroupQuery(staff, executor());
    }

    @Override
    public GroupQuery createGroupQuery(CommandContext commandContext) {
        return new StaffGroupQuery(staff, null);
    }

    @Override
    public @Nullable Tenant findTenantById(String tenantId) {
        return null;
    }

    @Override
    public TenantQuery createTenantQuery() {
        return new NoTenantQuery(executor());
    }

    @Override
    public TenantQuery createTenantQuery(CommandContext commandContext) {
        return new NoTenantQuery(null);
    }

    @Override
    public void flush() {
        // nothing is ever changed
    }

    @Override
    public void close() {
        // nothing to close
    }

    static UserEntity user(StaffMember member) {
        int lastBlank = member.name().lastIndexOf(' ');
        UserEntity user = new UserEntity(member.address());
        user.setEmail(member.address());
        user.setFirstName(lastBlank < 0 ? member.name() : member.name().substring(0, lastBlank));
        user.setLastName(lastBlank < 0 ? "" : member.name().substring(lastBlank + 1));
        return user;
    }

    static GroupEntity group(Role role) {
        GroupEntity group = new GroupEntity(role.group().orElseThrow());
        group.setName(group.getId());
        group.setType("WORKFLOW");
        return group;
    }

    private static CommandExecutor executor() {
        return Context.getProcessEngineConfiguration().getCommandExecutorTxRequired();
    }

    /** There is one organization only. */
    private static class NoTenantQuery extends TenantQueryImpl {

        private static final long serialVersionUID = 1L;

        NoTenantQuery(@Nullable CommandExecutor executor) {
            super(executor);
        }

        @Override
        public long executeCount(CommandContext commandContext) {
            return 0;
        }

        @Override
        public List<Tenant> executeList(CommandContext commandContext, Page page) {
            return List.of();
        }
    }
}
