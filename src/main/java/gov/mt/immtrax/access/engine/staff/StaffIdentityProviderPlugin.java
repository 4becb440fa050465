package gov.mt.immtrax.access.engine.staff;

import gov.mt.immtrax.access.identity.StaffDirectory;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.ReadOnlyIdentityProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;

/**
 * Makes the engine look up people among the staff who have logged in, and not in its own tables, so that no one can be
 * made a user or an administrator through the engine.
 */
@Component
@DependsOnDatabaseInitialization // our tables first: Flyway refuses a database that already has the engine's tables
class StaffIdentityProviderPlugin extends AbstractProcessEnginePlugin {

    private final ObjectProvider<StaffDirectory> staff;

    StaffIdentityProviderPlugin(ObjectProvider<StaffDirectory> staff) {
        this.staff = staff;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setIdentityProviderSessionFactory(new SessionFactory() {

            @Override
            public Class<?> getSessionType() {
                return ReadOnlyIdentityProvider.class;
            }

            @Override
            public Session openSession() {
                return new StaffIdentityProvider(staff.getObject());
            }
        });
    }
}
