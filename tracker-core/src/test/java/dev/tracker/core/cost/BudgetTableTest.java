package dev.tracker.core.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracker.schemas.Usd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTableTest {

    private static final String HEAD = "scope,name,usd\n";

    @Test
    void shouldGiveEachScopeItsMostSpecificBudget() {
        BudgetTable budgets = BudgetTable.parse("b", HEAD + "project,*,50\nproject,shop,250\ntree,nightly-*,20\n");

        assertThat(budgets.project("shop")).isEqualTo(Usd.of(250));
        assertThat(budgets.project("billing")).isEqualTo(Usd.of(50));
        assertThat(budgets.tree("nightly-7")).isEqualTo(Usd.of(20));
        assertThat(budgets.tree("shop")).isNull();
        assertThat(budgets.hasTrees()).isTrue();
        assertThat(BudgetTable.NONE.project("shop")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "team,shop,5|scope must be project or tree",
                "project,,5|name must have",
                "project,shop,0|usd must be more than 0",
                "project,shop,-5|usd must be a number",
                "project,shop|3 values",
                "project,a,5|name must stand once"
            })
    void shouldRefuseNamingLineAndColumnWhenARowIsWrong(String row, String reason) {
        assertThatThrownBy(() -> BudgetTable.parse("b.csv", HEAD + "project,a,1\n" + row))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("b.csv line 3: " + reason);
    }
}
