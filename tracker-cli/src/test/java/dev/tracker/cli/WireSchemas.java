package dev.tracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Holds JSON against the project's published schemas. */
final class WireSchemas {

    static void requireDashboard(String json) {
        require("dashboard.v1", json);
    }

    static void requireGraph(String json) {
        require("graph.v1", json);
    }

    private static void require(String name, String json) {
        assertThat(schema(name).validate(json, InputFormat.JSON)).as(json).isEmpty();
    }

    private static Schema schema(String name) {
        try (InputStream file = WireSchemas.class.getResourceAsStream("/schema/" + name + ".schema.json")) {
            String text = new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text, InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private WireSchemas() {}
}
