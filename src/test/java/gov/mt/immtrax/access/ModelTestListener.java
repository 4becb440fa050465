package gov.mt.immtrax.access;

import java.util.Set;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Gives each model test the shared context as it began, and asks at the end of a class what {@link PathCoverage} wants.
 */
class ModelTestListener implements TestExecutionListener {

    @Override
    public void beforeTestClass(TestContext test) {
        if (!test.getTestClass().isMemberClass()) { // what a class walked counts together with its nested ones
            test.getApplicationContext().getBean(WalkedPaths.class).forget();
        }
    }

    @Override
    public void afterTestMethod(TestContext test) {
        test.getApplicationContext().getBean(StubbedBeans.class).reset();
    }

    @Override
    public void afterTestClass(TestContext test) {
        PathCoverage wanted = test.getTestClass().getAnnotation(PathCoverage.class);
        if (wanted != null) {
            test.getApplicationContext().getBean(WalkedPaths.class).assertComplete(Set.of(wanted.except()));
        }
    }
}
