package dev.tracker.core.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracker.schemas.TokenCounts;
import dev.tracker.schemas.Usd;
import dev.tracker.schemas.WireLimits;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTableTest {

    private static final String HEAD = "model,from,input,output,cache_read,cache_write\n";
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");

    @Test
    void shouldAddUpExactlyWhatEachKindOfTokenCosts() {
        PriceTable table = PriceTable.parse("t", HEAD + "m,2026-01-01,3,15,0.3,3.75\n");

        TokenPrices prices = table.find("m", DAY);

        assertThat(prices).isNotNull();
        assertThat(prices.of(new TokenCounts(1_000_000, 0, 0, 0))).isEqualTo(Usd.of(3));
        assertThat(prices.of(new TokenCounts(1, 1, 1, 1)))
                .isEqualTo(new Usd(3_000_000 + 15_000_000 + 300_000 + 3_750_000));
        assertThat(prices.of(TokenCounts.ZERO)).isEqualTo(Usd.ZERO);
    }

    @Test
    void shouldGiveNoAmountWhenItWouldBeMoreThanAnEventMayBill() {
        PriceTable table = PriceTable.parse("t", HEAD + "m,2026-01-01,1000000,0,0,0\n");
        long most = WireLimits.MAX_SAFE_INTEGER;

        assertThat(table.find("m", DAY).of(new TokenCounts(1_000_000, 0, 0, 0))).isEqualTo(Usd.of(1_000_000));
        assertThat(table.find("m", DAY).of(new TokenCounts(1_000_001, 0, 0, 0))).isNull();
        assertThat(table.find("m", DAY).of(new TokenCounts(most, most, most, most)))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "some-model-mini-7, 2026-03-01, 2",
        "SOME-model, 2026-03-01, 1",
        "vendor/some-model-large, 2026-03-01, 1",
        "some-model-mini, 2026-06-30, 2",
        "some-model-mini, 2026-07-01, 3",
        "exact, 2026-03-01, 4"
    })
    void shouldTakeTheMostSpecificPatternAndItsLatestRowWhenSeveralMatch(String model, LocalDate day, int input) {
        PriceTable table = PriceTable.parse("t", HEAD + """
                # comment
                *some-model*,2026-01-01,1,0,0,0

                *some-model-mini*,2026-07-01,3,0,0,0
                *some-model-mini*,2026-01-01,2,0,0,0
                exact,2026-01-01,4,0,0,0
                """);

        assertThat(table.find(model, day))
                .isNotNull()
                .extracting(TokenPrices::input)
                .isEqualTo(Usd.of(input));
    }

    @Test
    void shouldTakeTheGeneralPatternWhenTheSpecificOneHadNotBegun() {
        PriceTable table = PriceTable.parse("t", HEAD + "a*,2026-01-01,1,0,0,0\nab*,2026-06-01,2,0,0,0\n");

        assertThat(table.find("abc", DAY))
                .isNotNull()
                .extracting(TokenPrices::input)
                .isEqualTo(Usd.of(1));
    }

    @ParameterizedTest
    @CsvSource({"other, 2026-03-01", "some-model, 2025-12-31", "xsome-model, 2026-03-01"})
    void shouldFindNothingWhenNoRowHolds(String model, LocalDate day) {
        PriceTable table = PriceTable.parse("t", HEAD + "some-model*,2026-01-01,1,0,0,0\n");

        assertThat(table.find(model, day)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "m,2026-01-01,3,15,0.3|6 values",
                "m,2026-01-01,3,15,0.3,1,1|6 values",
                "m,2026-13-01,3,15,0.3,1|from must be a date",
                "m,01.02.2026,3,15,0.3,1|from must be a date",
                ",2026-01-01,3,15,0.3,1|model must have",
                "m,2026-01-01,-3,15,0.3,1|input must be a number",
                "m,2026-01-01,NaN,15,0.3,1|input must be a number",
                "m,2026-01-01,1e9,15,0.3,1|input must be a number",
                "m,2026-01-01,3,,0.3,1|output must be a number",
                "m,2026-01-01,3,15,0.1234567,1|cache_read must be a number",
                "m,2026-01-01,3,15,0.3,1000000.1|cache_write must be a number",
                "m,2026-01-01,3,15,0.3,$1|cache_write must be a number",
                "good,2026-01-01,1,1,1,1|from must differ from that of line 2"
            })
    void shouldRefuseNamingLineAndColumnWhenARowIsWrong(String row, String reason) {
        String text = HEAD + "good,2026-01-01,1,1,1,1\n# comment\n" + row + "\n";

        assertThatThrownBy(() -> PriceTable.parse("my.csv", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("my.csv line 4: " + reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''|is empty", "# only a comment|is empty", "model,from,input|line 1: the first line must be"})
    void shouldRefuseWhenTheColumnsAreNotNamed(String text, String reason) {
        assertThatThrownBy(() -> PriceTable.parse("my.csv", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("my.csv " + reason);
    }

    @Test
    void shouldReadATableFromASpreadsheet() {
        String text = "\uFEFF" + HEAD.replace("\n", "\r\n") + " m , 2026-01-01 , 1 , 2 , 3 , 4 \r\n";

        assertThat(PriceTable.parse("t", text).find("m", DAY)).isNotNull();
    }

    @Test
    void shouldKnowTheModelsOfRecordedSessionsWhenShipped() {
        PriceTable shipped = PriceTable.shipped();

        assertThat(shipped.find("claude-sonnet-4-5-20250929", DAY)).isNotNull();
        assertThat(shipped.find("us.anthropic.claude-opus-4-5-20251101-v1:0", DAY))
                .isNotNull();
        assertThat(shipped.find("gemini-2.5-flash", DAY)).isNotNull();
        assertThat(shipped.find("<synthetic>", DAY)).isNull();
        assertThat(shipped.find("gpt-5.9-ultra", DAY)).isNull();
    }
}
