package dev.tracker.cli.sql;

import dev.tracker.cli.option.UserException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Hands rows to Parquet's writer, value by value. */
final class ParquetRowSupport extends WriteSupport<@Nullable Object[]> {

    private final List<Column> columns;
    private @Nullable RecordConsumer consumer;

    ParquetRowSupport(List<Column> columns) {
        this.columns = columns;
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(ParquetTypes.schema(columns), Map.of());
    }

    /** Not called, but abstract still. */
    @Override
    @SuppressWarnings("deprecation")
    public WriteContext init(Configuration configuration) {
        return new WriteContext(ParquetTypes.schema(columns), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer to) {
        this.consumer = to;
    }

    /** @throws UserException naming the column of a number that Parquet can't hold */
    @Override
    public void write(@Nullable Object[] values) {
        RecordConsumer to = consumer;
        if (to == null) {
            throw new IllegalStateException("not prepared");
        }
        to.startMessage();
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value != null) {
                Column column = columns.get(i);
                to.startField(column.name(), i);
                write(to, column, value);
                to.endField(column.name(), i);
            }
        }
        to.endMessage();
    }

    private static void write(RecordConsumer to, Column column, Object value) {
        switch (column.kind()) {
            case BOOLEAN -> to.addBoolean((Boolean) value);
            case INTEGER -> to.addInteger(Math.toIntExact((Long) value));
            case LONG -> to.addLong((Long) value);
            case REAL -> to.addDouble((Double) value);
            case DECIMAL -> to.addBinary(decimal(column, (BigDecimal) value));
            case INSTANT -> to.addLong(micros(column, (Instant) value));
            case LOCAL_TIME -> to.addLong(micros(column, ((LocalDateTime) value).toInstant(ZoneOffset.UTC)));
            case DATE -> to.addInteger(Math.toIntExact(((LocalDate) value).toEpochDay()));
            case UUID -> to.addBinary(uuid((UUID) value));
            case TEXTS -> list(to, (List<?>) value);
            case JSON, TEXT -> to.addBinary(Binary.fromString(value.toString()));
        }
    }

    private static void list(RecordConsumer to, List<?> values) {
        to.startGroup();
        if (!values.isEmpty()) {
            to.startField("list", 0);
            for (Object value : values) {
                to.startGroup();
                if (value != null) {
                    to.startField("element", 0);
                    to.addBinary(Binary.fromString(value.toString()));
                    to.endField("element", 0);
                }
                to.endGroup();
            }
            to.endField("list", 0);
        }
        to.endGroup();
    }

    private static Binary decimal(Column column, BigDecimal value) {
        BigDecimal scaled = value.setScale(ParquetTypes.SCALE, RoundingMode.HALF_EVEN);
        if (scaled.precision() > ParquetTypes.PRECISION) {
            throw new UserException("the number " + value.toPlainString() + " in column " + column.name()
                    + " is too large for a Parquet decimal; cast it to float8 in a --query");
        }
        byte[] digits = scaled.unscaledValue().toByteArray();
        byte[] wide = new byte[ParquetTypes.WIDE];
        Arrays.fill(wide, 0, wide.length - digits.length, (byte) (scaled.signum() < 0 ? -1 : 0));
        System.arraycopy(digits, 0, wide, wide.length - digits.length, digits.length);
        return Binary.fromConstantByteArray(wide);
    }

    private static long micros(Column column, Instant time) {
        try {
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
        } catch (ArithmeticException e) {
            throw new UserException(
                    "the time " + time + " in column " + column.name() + " is beyond Parquet's range", e);
        }
    }

    private static Binary uuid(UUID value) {
        ByteBuffer bytes = ByteBuffer.allocate(ParquetTypes.WIDE);
        bytes.putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
        return Binary.fromConstantByteArray(bytes.array());
    }
}
