package dev.tracker.cli.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code docker/compose.yml} as Compose would see it: merge keys applied, variables at their defaults. */
public final class ComposeFile {

    public static final Path FOLDER = Path.of("..", "docker").toAbsolutePath().normalize();

    private static final Pattern DEFAULTED = Pattern.compile("\\$\\{[A-Z_]+:-([^}]*)}");

    private final ObjectNode root;

    private ComposeFile(ObjectNode root) {
        this.root = root;
    }

    public static ComposeFile read() throws IOException {
        String text = Files.readString(FOLDER.resolve("compose.yml"));
        JsonNode tree = new ObjectMapper(new YAMLFactory())
                .readTree(DEFAULTED.matcher(text).replaceAll("$1"));
        return new ComposeFile((ObjectNode) withMerges(tree, tree));
    }

    ObjectNode root() {
        return root;
    }

    public Map<String, JsonNode> services() {
        return children(root.path("services"));
    }

    /** The variables of a service's containers. */
    public static Map<String, String> environment(JsonNode service) {
        Map<String, String> variables = new LinkedHashMap<>();
        children(service.path("environment")).forEach((key, value) -> variables.put(key, value.asText()));
        return variables;
    }

    static Map<String, JsonNode> children(JsonNode object) {
        Map<String, JsonNode> children = new LinkedHashMap<>();
        object.properties().forEach(field -> children.put(field.getKey(), field.getValue()));
        return children;
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    /** Jackson takes an alias for a string with the anchor's name, and a merge key for a field: in this file each anchor is that of {@code x-NAME}. */
    private static JsonNode withMerges(JsonNode node, JsonNode root) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode merged = object.objectNode();
        if (node.has("<<")) {
            merged.setAll((ObjectNode) root.required("x-" + node.get("<<").asText()));
        }
        children(node).forEach((key, value) -> {
            if (key.equals("logging") && value.isTextual()) {
                merged.set(key, root.required("x-" + value.asText()));
            } else if (!key.equals("<<")) {
                merged.set(key, withMerges(value, root));
            }
        });
        return merged;
    }
}
