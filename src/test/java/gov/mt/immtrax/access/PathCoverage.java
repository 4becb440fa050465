package gov.mt.immtrax.access;

import gov.mt.immtrax.access.inactivation.process.AccountLifecycleProcess;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Fails a {@link ModelTest} unless its tests together walk every flow node and every flow of the models they touch. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface PathCoverage {

    /** Keys of the models that are touched only in passing; classes of their own walk them. */
    String[] except() default AccountLifecycleProcess.KEY;
}
