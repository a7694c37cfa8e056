package dev.tracker.bench.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CommitAnswersTest {

    private final CommitAnswers answers = new CommitAnswers();

    private static byte[] message(char type, String text) {
        byte[] body = (text + "\0").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(5 + body.length)
                .put((byte) type)
                .putInt(4 + body.length)
                .put(body)
                .array();
    }

    @Test
    void shouldLetAnswersPassUntilToldToSwallowOne() {
        AnswerFilter filter = answers.get();
        byte[] commit = message('C', "COMMIT");
        assertThat(filter.passes(commit, commit.length)).isTrue();

        answers.swallowNext();
        byte[] insert = message('C', "INSERT 0 1");
        assertThat(filter.passes(insert, insert.length)).isTrue();
        assertThat(filter.passes(commit, commit.length)).isFalse();
        assertThat(answers.swallowed()).isEqualTo(1);
        assertThat(filter.passes(commit, commit.length)).isTrue();
    }

    @Test
    void shouldKnowAnAnswerThatComesInPieces() {
        AnswerFilter filter = answers.get();
        answers.swallowNext();
        byte[] all = concat(message('T', "a row's columns"), message('C', "COMMIT"));
        for (int i = 0; i < all.length - 1; i++) {
            assertThat(filter.passes(new byte[] {all[i]}, 1)).isTrue();
        }
        assertThat(filter.passes(new byte[] {all[all.length - 1]}, 1)).isFalse();
    }

    @Test
    void shouldNotTakeDataThatLooksLikeAnAnswerForOne() {
        AnswerFilter filter = answers.get();
        answers.swallowNext();
        byte[] data = message('D', new String(message('C', "COMMIT"), StandardCharsets.ISO_8859_1));
        assertThat(filter.passes(data, data.length)).isTrue();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }
}
