package dev.tracker.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracker.cli.Ran;
import dev.tracker.cli.SharedStack;
import dev.tracker.cli.dev.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SharedStack.class)
class ExportCommandTest {

    private static final String EVERY_TYPE = """
            SELECT true AS yes, 7::int AS i, 9007199254740993 AS l, 0.5::float8 AS f, -0.0184::numeric AS usd, 'NULL'::text AS t, NULL::text AS nothing,
                timestamptz '2026-03-01 10:00:00.123456+00' AS at, timestamp '2026-03-01 10:00' AS wall, date '2026-03-01' AS day,
                '018f0000-0000-7000-8000-000000000001'::uuid AS id, '{"a":1}'::jsonb AS j, ARRAY['x', NULL, ''] AS list, '{}'::text[] AS none,
                interval '90 s' AS span""";

    @TempDir
    private Path folder;

    @Test
    void shouldWriteCsvThatSaysTheSameWhenEveryTypeIsExported(TestStack stack) throws IOException {
        Path file = folder.resolve("types.csv");

        export(stack, "--query", EVERY_TYPE, "--out", file.toString());

        assertThat(Files.readString(file))
                .isEqualTo(
                        "yes,i,l,f,usd,t,nothing,at,wall,day,id,j,list,none,span\r\n"
                                + "true,7,9007199254740993,0.5,-0.0184,NULL,,2026-03-01T10:00:00.123456Z,2026-03-01T10:00,2026-03-01,"
                                + "018f0000-0000-7000-8000-000000000001,\"{\"\"a\"\": 1}\",\"[\"\"x\"\",null,\"\"\"\"]\",[],00:01:30\r\n");
    }

    @Test
    void shouldWriteParquetThatSaysTheSameWhenEveryTypeIsExported(TestStack stack) throws IOException {
        Path file = folder.resolve("types.parquet");

        export(stack, "--query", EVERY_TYPE, "--out", file.toString());

        Group row = parquet(file).get(0);
        assertThat(row.getType().toString())
                .contains("optional boolean yes", "optional int32 i", "optional int64 l", "optional double f")
                .contains(
                        "(DECIMAL(38,12))",
                        "at (TIMESTAMP(MICROS,true))",
                        "wall (TIMESTAMP(MICROS,false))",
                        "day (DATE)")
                .contains("id (UUID)", "j (JSON)", "t (STRING)", "list (LIST)", "span (STRING)");
        assertThat(row.getBoolean("yes", 0)).isTrue();
        assertThat(row.getInteger("i", 0)).isEqualTo(7);
        assertThat(row.getLong("l", 0)).isEqualTo(9007199254740993L);
        assertThat(row.getDouble("f", 0)).isEqualTo(0.5);
        assertThat(new java.math.BigInteger(row.getBinary("usd", 0).getBytes())).isEqualTo("-18400000000");
        assertThat(row.getString("t", 0)).isEqualTo("NULL");
        assertThat(row.getFieldRepetitionCount("nothing")).isZero();
        assertThat(row.getLong("at", 0)).isEqualTo(1_772_359_200_123_456L);
        assertThat(row.getInteger("day", 0)).isEqualTo(20513);
        assertThat(row.getBinary("id", 0).getBytes())
                .startsWith(0x01, 0x8f)
                .endsWith(0x01)
                .hasSize(16);
        assertThat(row.getString("j", 0)).isEqualTo("{\"a\": 1}");
        Group list = row.getGroup("list", 0);
        assertThat(list.getFieldRepetitionCount(0)).isEqualTo(3);
        assertThat(list.getGroup(0, 0).getString(0, 0)).isEqualTo("x");
        assertThat(list.getGroup(0, 1).getFieldRepetitionCount(0)).isZero();
        assertThat(row.getGroup("none", 0).getFieldRepetitionCount(0)).isZero();
        assertThat(row.getString("span", 0)).isEqualTo("00:01:30");
    }

    @Test
    void shouldStreamAllRowsWhenThereAreMany(TestStack stack) throws IOException {
        Path file = folder.resolve("many.parquet");

        Ran ran = export(
                stack,
                "--query",
                "SELECT n, repeat('x', 200) || n AS t FROM generate_series(1, 20000) AS n",
                "--out",
                file.toString());

        assertThat(ran.err()).contains("20,000 rows");
        assertThat(parquet(file))
                .hasSize(20_000)
                .last()
                .satisfies(row -> assertThat(row.getInteger("n", 0)).isEqualTo(20_000));
    }

    @Test
    void shouldCutByWholeDaysWhenAskedAndCountUndatedEventsByTheirArrival(TestStack stack) throws Exception {
        // Given
        try (Connection connection =
                        DriverManager.getConnection(stack.endpoints().jdbcUrl());
                Statement statement = connection.createStatement()) {
            for (String[] event : new String[][] {
                {"1", "2025-12-30", "'2025-12-30 23:59:59.999+00'", "2025-12-31 00:00"},
                {"2", "2025-12-31", "'2025-12-31 00:00:00+00'", "2025-12-31 00:00"},
                {"3", "2026-01-01", "'2026-01-01 23:59:59.999+00'", "2026-01-05 00:00"},
                {"4", "2026-01-02", "'2026-01-02 00:00:00+00'", "2026-01-01 00:00"},
                {"5", "1970-01-01", "NULL", "2026-01-01 12:00"},
                {"6", "1970-01-01", "NULL", "2026-01-02 00:00"},
            }) {
                statement.execute(
                        ("INSERT INTO tracker.execution_event (day, event_id, task_id, project_id, agent_id, attempt, emitter_id, type,"
                                        + " occurred_at, recorded_at, source_partition, source_offset, payload) VALUES ('%2$s',"
                                        + " 'e0000000-0000-4000-8000-00000000000%1$s', 'export/days', 'export', 'a', 1, 'a', 'log', %3$s, '%4$s+00', 0, %1$s, '{}')")
                                .formatted((Object[]) event));
            }
        }
        Path file = folder.resolve("days.csv");
        try {
            // When
            export(stack, "--table", "events", "--from", "2025-12-31", "--to", "2026-01-01", "--out", file.toString());
        } finally {
            try (Connection connection =
                            DriverManager.getConnection(stack.endpoints().jdbcUrl());
                    Statement statement = connection.createStatement()) {
                statement.execute("DELETE FROM tracker.execution_event WHERE project_id = 'export'");
            }
        }

        // Then
        assertThat(Files.readAllLines(file).stream().filter(line -> line.contains("export/days")))
                .hasSize(3)
                .anyMatch(line -> line.contains("000000000002"))
                .anyMatch(line -> line.contains("000000000003"))
                .anyMatch(line -> line.contains("000000000005"));
    }

    @ParameterizedTest
    @CsvSource({
        "tasks",
        "task",
        "snapshots",
        "task_history",
        "attempts",
        "criteria",
        "agent_per_day",
        "fleet_per_hour",
        "silences"
    })
    void shouldExportAnyViewWithBoundsWhenItHasATime(String table, TestStack stack) throws IOException {
        Path file = folder.resolve("view.parquet");

        export(stack, "--table", table, "--from", "2020-01-01", "--to", "2020-01-02", "--out", file.toString());

        assertThat(parquet(file)).isEmpty();
    }

    @Test
    void shouldPrintCsvWhenNoFileIsNamed(TestStack stack) {
        assertThat(Ran.well(stack, "export", "--query", "SELECT 1 AS n").out()).isEqualTo("n\r\n1\r\n");
    }

    @Test
    void shouldLeaveWhatWasThereWhenItFailsOnTheWay(TestStack stack) throws IOException {
        Path file = folder.resolve("kept.csv");
        Files.writeString(file, "before");

        Ran ran = Ran.command(
                stack,
                "export",
                "--query",
                "SELECT 1 / (5000 - n) FROM generate_series(1, 9000) AS n",
                "--out",
                file.toString());

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("division by zero");
        assertThat(Files.readString(file)).isEqualTo("before");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "export | give either --table or --query",
                "export --table events --query x | give either --table or --query",
                "export --query x --from 2026-01-01 | --from and --to go with --table",
                "export --table tasks --from 2026-01-02 --to 2026-01-01 | --to must not be before --from",
                "export --table tasks --from yesterday | 'yesterday' is not a day such as 2026-11-07",
                "export --table tasks --format parquet | Parquet needs a file",
                "export --table tasks --out nowhere/x.csv | --out must name a file in a folder that is there",
                "export --table task_snapshots | there is no view task_snapshots; `tracker sql` lists them",
                "export --table flyway_schema_history | there is no view flyway_schema_history",
            })
    void shouldNameWhatIsWrongWhenAskedWrongly(String line, String expected, TestStack stack) {
        Ran ran = Ran.command(stack, line.split(" ", -1));

        assertThat(ran.exit()).isIn(1, 2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains(expected).doesNotContain("\tat ");
    }

    private static Ran export(TestStack stack, String... arguments) {
        List<String> all = new ArrayList<>(List.of("export"));
        all.addAll(List.of(arguments));
        Ran ran = Ran.command(stack, all.toArray(String[]::new));
        assertThat(ran.exit()).as("%s", ran).isZero();
        return ran;
    }

    private static List<Group> parquet(Path file) throws IOException {
        List<Group> rows = new ArrayList<>();
        try (ParquetFileReader reader = ParquetFileReader.open(
                new LocalInputFile(file),
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
            MessageType schema = reader.getFooter().getFileMetaData().getSchema();
            for (PageReadStore pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
                RecordReader<Group> records = new ColumnIOFactory()
                        .getColumnIO(schema)
                        .getRecordReader(pages, new GroupRecordConverter(schema));
                for (long i = 0; i < pages.getRowCount(); i++) {
                    rows.add(records.read());
                }
            }
        }
        return rows;
    }
}
