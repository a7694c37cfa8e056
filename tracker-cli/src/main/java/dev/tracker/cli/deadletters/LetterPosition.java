package dev.tracker.cli.deadletters;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where a letter lies in the topic of dead letters; in text {@code PARTITION:OFFSET}, which is also how commands take it. */
record LetterPosition(int partition, long offset) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9}):(\\d{1,18})");

    static LetterPosition of(ConsumerRecord<?, ?> record) {
        return new LetterPosition(record.partition(), record.offset());
    }

    /** @throws IllegalArgumentException if the text is no position */
    static LetterPosition parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a letter's position is PARTITION:OFFSET, such as 0:17, not " + text);
        }
        return new LetterPosition(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    @Override
    public String toString() {
        return partition + ":" + offset;
    }

    static final class Converter implements ITypeConverter<LetterPosition> {
        @Override
        public LetterPosition convert(String text) {
            try {
                return parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
