package gov.mt.immtrax.access.mail;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.number.CaseKind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever posts a mail says what it is about, so each kind needs one room that can write it. */
@ModelTest
class MailSubjectsTests {

    @Autowired
    List<MailSubject> subjects;

    @Test
    void belongToOneRoomForEachKind() {
        assertThat(subjects)
                .extracting(MailSubject::kind)
                .doesNotHaveDuplicates()
                .as("nobody is told of an import or a facility by email")
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(CaseKind.values())
                        .filter(kind -> kind != CaseKind.IMPORT && kind != CaseKind.FACILITY)
                        .toList());
    }
}
