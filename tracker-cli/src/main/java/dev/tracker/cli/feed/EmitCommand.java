package dev.tracker.cli.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracker.cli.kafka.EventPublisher;
import dev.tracker.cli.option.KafkaOptions;
import dev.tracker.cli.option.PriceOptions;
import dev.tracker.cli.option.UserException;
import dev.tracker.schemas.EventType;
import dev.tracker.schemas.ExecutionEvent;
import dev.tracker.schemas.json.DecodedEvent;
import dev.tracker.schemas.json.EventDecoder;
import dev.tracker.schemas.json.EventEncoder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

@Command(
        name = "emit",
        mixinStandardHelpOptions = true,
        modelTransformer = EmitFields.class,
        description = {
            "Send one event, and return when Kafka has it.",
            "Types: start, iteration, progress, criterion, action, cost, error, log, heartbeat, waiting, complete."
        },
        footer = {
            "",
            "Examples:",
            "  tracker emit job-7 start 'Nightly import' --criteria-total 3 --max-cost 2.50",
            "  tracker emit job-7 progress 40",
            "  tracker emit job-7 criterion 0 --evidence ci",
            "  tracker emit job-7 action edit src/import.sql",
            "  tracker emit job-7 cost 0.12 --model some-model",
            "  tracker emit job-7 complete success"
        })
public final class EmitCommand implements Callable<Integer> {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private PriceOptions prices = new PriceOptions();

    @Parameters(index = "0", paramLabel = "TASK", description = "The task's id.")
    private String taskId = "";

    @Parameters(index = "1", paramLabel = "TYPE", description = "What the event reports.")
    private String type = "";

    @Parameters(index = "2..*", paramLabel = "VALUE", description = "The type's main fields, as in the examples.")
    private List<String> values = List.of();

    @Option(names = "--json", description = "Print the event as sent.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws JsonProcessingException {
        byte[] wire = MAPPER.writeValueAsBytes(fields());
        DecodedEvent decoded = EventDecoder.decode(taskId.getBytes(StandardCharsets.UTF_8), wire);
        if (decoded instanceof DecodedEvent.Refused refused) {
            throw new UserException(refused.reason());
        }
        ExecutionEvent told = ((DecodedEvent.Valid) decoded).event();
        ExecutionEvent event = prices.estimator().priced(told);
        Map<String, Object> client = kafka.clientProperties();
        // Somebody waits at the prompt.
        client.putIfAbsent("max.block.ms", 10_000);
        client.putIfAbsent("delivery.timeout.ms", 15_000);
        try (EventPublisher publisher = new EventPublisher(client)) {
            publisher.send(event);
            publisher.flush();
        }
        spec.commandLine()
                .getOut()
                .println(
                        json
                                ? new String(
                                        event.equals(told) ? wire : EventEncoder.encode(event), StandardCharsets.UTF_8)
                                : event.envelope().eventId());
        spec.commandLine().getOut().flush();
        return 0;
    }

    private ObjectNode fields() {
        ObjectNode event = MAPPER.createObjectNode();
        event.put("eventId", UUID.randomUUID().toString());
        event.put("taskId", taskId);
        event.put("agentId", "cli");
        event.put("type", type);
        event.put("timestamp", Instant.now().toString());
        if (type.equals(EventType.ACTION.wireName())) {
            event.put("success", true);
        }
        if (type.equals(EventType.COMPLETE.wireName())) {
            event.put("outcome", "success");
        }
        List<String> names = EmitFields.VALUES.getOrDefault(type, List.of());
        if (values.size() > names.size()) {
            throw new UserException("the type " + type + " takes at most " + names.size() + " values, not " + values);
        }
        for (int i = 0; i < values.size(); i++) {
            put(event, EmitFields.byName(names.get(i)), values.get(i));
        }
        ParseResult parsed = spec.commandLine().getParseResult();
        for (EmitFields.Field field : EmitFields.ALL) {
            Object value = parsed.matchedOptionValue(field.option(), null);
            if (value instanceof List<?> texts) {
                texts.forEach(text -> event.withArray(field.name()).add(String.valueOf(text)));
            } else if (value != null) {
                put(event, field, value.toString());
            }
        }
        return event;
    }

    private static void put(ObjectNode event, EmitFields.Field field, String value) {
        switch (field.kind()) {
            case TEXT, TEXTS -> event.put(field.name(), value);
            case NUMBER -> event.put(field.name(), number(field, value));
            case BOOLEAN -> {
                if (!value.equals("true") && !value.equals("false")) {
                    throw new UserException(field.option() + " must be true or false, not " + value);
                }
                event.put(field.name(), Boolean.parseBoolean(value));
            }
        }
    }

    private static BigDecimal number(EmitFields.Field field, String value) {
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException e) {
            throw new UserException(field.option() + " must be a number, not " + value, e);
        }
    }
}
