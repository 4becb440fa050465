package gov.mt.immtrax.access.house;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.request.RequestType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Decision tables say something about every case, once, and why. */
class DecisionRulesTests {

    private static final Path REQUEST_POLICY = House.ROOT.resolve("processes/request-policy.dmn");

    static List<Path> tables() {
        return House.files("processes", ".dmn");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void nameTheDecisionAsItsFile(Path file) {
        Decision decision =
                read(file).getModelElementsByType(Decision.class).iterator().next();

        assertThat(decision.getId() + ".dmn").isEqualTo(file.getFileName().toString());
        assertThat(decision.getDescription()).as("description").isNotNull();
        assertThat(decision.getCamundaHistoryTimeToLiveString())
                .as("history TTL")
                .matches("P\\d+D");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void giveAReasonForEachRule(Path file) {
        assertThat(read(file).getModelElementsByType(Rule.class))
                .isNotEmpty()
                .allSatisfy(rule ->
                        assertThat(rule.getDescription()).as(rule.getId()).isNotNull());
    }

    @ParameterizedTest
    @EnumSource(RequestType.class)
    void decideEachTypeOfRequestOnce(RequestType type) {
        assertThat(table().getRules())
                .filteredOn(rule -> rule.getInputEntries()
                        .iterator()
                        .next()
                        .getTextContent()
                        .strip()
                        .equals('"' + type.name() + '"'))
                .as("rules for " + type)
                .hasSize(1);
    }

    @Test
    void decideNothingElse() {
        assertThat(table().getHitPolicy()).isEqualTo(HitPolicy.UNIQUE);
        assertThat(table().getRules()).hasSize(RequestType.values().length);
    }

    @Test
    void giveTheWorkToAGroupOfStaff() {
        int column = List.copyOf(table().getOutputs()).stream()
                .map(it -> it.getName())
                .toList()
                .indexOf("provisioner");
        assertThat(table().getRules()).allSatisfy(rule -> {
            OutputEntry provisioner = List.copyOf(rule.getOutputEntries()).get(column);
            assertThat(Optional.of(provisioner.getTextContent().strip().replace("\"", ""))
                            .flatMap(Role::ofGroup))
                    .as(rule.getId())
                    .isPresent();
        });
    }

    private static DecisionTable table() {
        return read(REQUEST_POLICY)
                .getModelElementsByType(DecisionTable.class)
                .iterator()
                .next();
    }

    private static DmnModelInstance read(Path file) {
        return Dmn.readModelFromFile(file.toFile());
    }
}
