package dev.tracker.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.cli.Ran;
import dev.tracker.cli.SharedStack;
import dev.tracker.cli.dev.TestStack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SharedStack.class)
class SqlCommandTest {

    private static final int FAILED = 1;

    @Test
    void shouldSayHowToConnectAndWhichViewsThereAreWhenAskedNothing(TestStack stack) throws Exception {
        // When
        Ran ran = Ran.well(stack, "sql");

        // Then
        assertThat(ran.out())
                .contains("psql", "Python", "DuckDB", "tracker_analyst")
                .contains("criteria", "When each criterion was first found met")
                .doesNotContain("execution_event");
        Matcher url = Pattern.compile("jdbc:postgresql:\\S+").matcher(ran.out());
        assertThat(url.find()).isTrue();
        try (Connection connection = DriverManager.getConnection(url.group());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT current_user, current_setting('default_transaction_read_only'), count(*) FROM tasks")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("tracker_analyst");
            assertThat(row.getString(2)).isEqualTo("on");
        }
    }

    @Test
    void shouldPrintATableWhenAsked(TestStack stack) {
        Ran ran = Ran.well(
                stack,
                "sql",
                "SELECT 7 AS n, 'a' || chr(27) || '[2J' AS text, NULL AS nothing, '{x,y}'::text[] AS list -- done");

        assertThat(ran.lines())
                .containsExactly(
                        "n  text   nothing  list",
                        "-  -----  -------  ---------",
                        "7  a\uFFFD[2J           [\"x\",\"y\"]");
    }

    @Test
    void shouldKeepTypesWhenJsonIsWanted(TestStack stack) {
        Ran ran = Ran.well(
                stack,
                "sql",
                "--json",
                "SELECT 1.50 AS usd, true AS yes, NULL AS nothing, '{\"a\": [1]}'::jsonb AS j, timestamptz '2026-03-01 10:00+00' AS at,"
                        + " 1 AS same, 2 AS same, 'NaN'::float8 AS f");

        assertThat(ran.out())
                .isEqualTo(
                        "{\"usd\":1.50,\"yes\":true,\"nothing\":null,\"j\":{\"a\": [1]},\"at\":\"2026-03-01T10:00:00Z\",\"same\":1,"
                                + "\"same_2\":2,\"f\":\"NaN\"}\n");
        assertThat(ran.json().path("j").path("a").get(0).asInt()).isEqualTo(1);
    }

    @Test
    void shouldPrintNothingThatASpreadsheetRunsWhenCsvIsWanted(TestStack stack) {
        String sql = "SELECT '=cmd|'' /C calc''!A0' AS text, -1 AS number, '@x,\"y\"' AS quoted";

        assertThat(Ran.well(stack, "sql", "--csv", sql).out())
                .isEqualTo("text,number,quoted\r\n'=cmd|' /C calc'!A0,-1,\"'@x,\"\"y\"\"\"\r\n");
        assertThat(Ran.well(stack, "sql", "--csv", "--exact", sql).out())
                .isEqualTo("text,number,quoted\r\n=cmd|' /C calc'!A0,-1,\"@x,\"\"y\"\"\"\r\n");
    }

    @Test
    void shouldSaySoWhenRowsAreLeftOut(TestStack stack) {
        Ran cut = Ran.command(stack, "sql", "--csv", "--limit", "2", "SELECT n FROM generate_series(1, 3) AS n");
        assertThat(cut.out()).isEqualTo("n\r\n1\r\n2\r\n");
        assertThat(cut.err()).contains("cut after 2 rows");
        assertThat(cut.exit()).isZero();

        Ran.well(stack, "sql", "--limit", "3", "SELECT n FROM generate_series(1, 3) AS n");
        assertThat(Ran.well(stack, "sql", "--limit", "0", "SELECT n FROM generate_series(1, 3000) AS n")
                        .lines())
                .hasSize(3002);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT * FROM tracker.task | permission denied for table task; analysts read the views",
                "DELETE FROM tasks | syntax error",
                "SELECT 1; DROP TABLE tracker.task | syntax error",
                "SELECT 1; COMMIT; SELECT 1 | syntax error",
                "SELECT * FROM nowhere | relation \"nowhere\" does not exist",
                "SELECT nextval('tracker.retention_run_run_id_seq') | permission denied",
                "SELECT pg_sleep(30) | it took longer than --timeout",
            })
    void shouldRefuseAllElseWhenItIsNoQueryOfViews(String sql, String expected, TestStack stack) {
        Ran ran = Ran.command(stack, "sql", "--timeout", "1", sql);

        assertThat(ran.exit()).isEqualTo(FAILED);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("PostgreSQL: ", expected).doesNotContain("\tat ");
    }

    @Test
    void shouldSayWhatToDoWhenThereIsNoDatabase() {
        assertThat(Ran.command(Map.of("TRACKER_DATA", "nowhere"), "sql").err())
                .contains("no `tracker dev` is running", "--jdbc-url");
        assertThat(Ran.command(Map.of(), "sql", "--jdbc-url", "jdbc:postgresql://127.0.0.1:1/x")
                        .err())
                .contains("PostgreSQL: Connection to 127.0.0.1:1 refused");
    }
}
