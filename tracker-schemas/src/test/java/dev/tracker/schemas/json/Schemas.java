package dev.tracker.schemas.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/** The JSON Schema files of this module, ready to validate. */
final class Schemas {

    static final Schemas EVENT = new Schemas("execution-event.v1");
    static final Schemas SNAPSHOT = new Schemas("task-progress.v1");
    static final Schemas DASHBOARD = new Schemas("dashboard.v1");
    static final Schemas GRAPH = new Schemas("graph.v1");

    private final Schema schema;

    private Schemas(String name) {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        String text = new String(GoldenFile.read("/schema/" + name + ".schema.json"), UTF_8);
        schema = registry.getSchema(text, InputFormat.JSON);
    }

    List<Error> errors(byte[] json) {
        return errors(new String(json, UTF_8));
    }

    List<Error> errors(String json) {
        return schema.validate(json, InputFormat.JSON);
    }
}
