package dev.tracker.ingest.internal.otlp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of OpenTelemetry's <a href="https://opentelemetry.io/docs/specs/semconv/gen-ai/">conventions for generative AI</a> that we look at. Those in development change: where
 * a name was another one, both are taken.
 */
final class GenAi {

    /** What a span is to us. */
    enum Kind {
        /** A run of an agent. */
        AGENT,
        /** A call of a tool. */
        TOOL,
        /** A call of a model. */
        MODEL,
        /** Something else. */
        NONE
    }

    private static final String PREFIX = "gen_ai.";
    private static final String OPERATION = "gen_ai.operation.name";

    private static final Map<String, Kind> OPERATIONS = Map.of(
            "invoke_agent", Kind.AGENT,
            "invoke_workflow", Kind.AGENT,
            "execute_tool", Kind.TOOL,
            "chat", Kind.MODEL,
            "text_completion", Kind.MODEL,
            "generate_content", Kind.MODEL,
            "embeddings", Kind.MODEL);

    static final String AGENT_NAME = "gen_ai.agent.name";
    static final String AGENT_ID = "gen_ai.agent.id";
    static final String CONVERSATION = "gen_ai.conversation.id";
    static final String REQUEST_MODEL = "gen_ai.request.model";
    static final String RESPONSE_MODEL = "gen_ai.response.model";
    static final String TOOL_NAME = "gen_ai.tool.name";
    static final String TOOL_ARGUMENTS = "gen_ai.tool.call.arguments";
    static final String ERROR_TYPE = "error.type";
    static final String SERVICE = "service.name";

    /** Ours, of a span or of its resource, for those who know better which task this is. */
    static final String TASK = "tracker.task.id";

    static final String PARENT_TASK = "tracker.parent.task.id";
    static final String PROJECT = "tracker.project.id";
    static final String ATTEMPT = "tracker.attempt";

    private static final String[] INPUT = {"gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens"};
    private static final String[] OUTPUT = {"gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens"};
    private static final String CACHE_READ = "gen_ai.usage.cache_read.input_tokens";
    private static final String CACHE_WRITE = "gen_ai.usage.cache_creation.input_tokens";

    static Kind kind(Span span) {
        String operation = span.text(OPERATION);
        if (operation == null && span.attributes().keySet().stream().anyMatch(name -> name.startsWith(PREFIX))) {
            // Names are to be "{operation} {model, tool or agent}", also where the attribute is left out.
            operation = span.name().split(" ", 2)[0];
        }
        return operation == null ? Kind.NONE : OPERATIONS.getOrDefault(operation, Kind.NONE);
    }

    /** All that went in, what came from a cache or went into one included. */
    static long inputTokens(Span span) {
        return first(span, INPUT);
    }

    static long outputTokens(Span span) {
        return first(span, OUTPUT);
    }

    static long cacheReadTokens(Span span) {
        return span.count(CACHE_READ);
    }

    static long cacheWriteTokens(Span span) {
        return span.count(CACHE_WRITE);
    }

    static @Nullable String model(Span span) {
        String response = span.text(RESPONSE_MODEL);
        return response == null ? span.text(REQUEST_MODEL) : response;
    }

    private static long first(Span span, String[] names) {
        for (String name : names) {
            if (span.attributes().containsKey(name)) {
                return span.count(name);
            }
        }
        return 0;
    }

    private GenAi() {}
}
