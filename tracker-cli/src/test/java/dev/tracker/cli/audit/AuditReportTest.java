package dev.tracker.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class AuditReportTest {

    @Test
    void shouldBeOkWhenAllAgreesAndNothingLags() throws JsonProcessingException {
        AuditReport report = report(2, 0, 10, 0);

        JsonNode json = new ObjectMapper().valueToTree(report);

        assertThat(json.path("ok").booleanValue()).isTrue();
        assertThat(json.has("agreesSoFar")).isFalse();
    }

    @Test
    void shouldAgreeSoFarWhenOnlyRecordsOnTheirWayAreMissing() {
        AuditReport report = report(1, 0, 8, 3);

        assertThat(report.ok()).isFalse();
        assertThat(report.agreesSoFar()).isTrue();
    }

    @Test
    void shouldNotAgreeWhenSomethingIsWrongThatNoRecordCanSetRight() {
        assertThat(report(2, 1, 10, 3).agreesSoFar()).as("a wrong snapshot").isFalse();
        assertThat(report(3, 0, 10, 3).agreesSoFar())
                .as("a dead letter of no record")
                .isFalse();
        assertThat(report(2, 0, 11, 3).agreesSoFar()).as("a row of no event").isFalse();
        assertThat(report(2, 0, 9, 0).ok()).as("a row is missing at rest").isFalse();
    }

    /** Of a log of twelve records, two of which are no events. */
    private static AuditReport report(long deadLetters, long snapshotMismatches, long eventRows, long lag) {
        return new AuditReport(
                12, 10, 0, deadLetters, 2, 3, snapshotMismatches, 0, eventRows, 10, 0, 0, 0, lag, 0, 0.1);
    }
}
