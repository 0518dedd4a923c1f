package io.eventstatistics.browser;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The series of the dashboard: the table, the search, the one that is opened.
 */
class SeriesDashboardTests extends Dashboard {

	private static final String NAMES = "return [...document.querySelectorAll('#series tbody tr')]"
			+ ".map((row) => row.cells[0].textContent)";

	@Test
	void tableFollowsSortsByAnyColumnAndOpensASeries() {
		post("checkout.pay", 120, 80);
		post("search", 7);
		post("checkout.cart", 1, 2, 3);
		openLive();
		awaitNames("checkout.cart", "checkout.pay", "search");
		sortBy("max");
		awaitNames("checkout.pay", "search", "checkout.cart");
		assertThat(browser.find("#series th[aria-sort=descending]").getText()).startsWith("Max");
		sortBy("max");
		awaitNames("checkout.cart", "search", "checkout.pay");
		sortBy("series");
		awaitNames("checkout.cart", "checkout.pay", "search");
		post("apply", 5);
		awaitNames("apply", "checkout.cart", "checkout.pay", "search");
		openRow("checkout.pay");
		browser.await(5, () -> "2".equals(browser.text("#count")) && "120".equals(browser.text("#max")));
		assertThat(browser.text("#opened")).startsWith("checkout.pay");
		assertThat(browser.find("#series tr[aria-current=true]").getText()).startsWith("checkout.pay");
		assertThat(address()).isEqualTo("?sort=series&series=checkout.pay");
		assertQuiet();
	}

	@Test
	void addressIsTheStateOfThePage() {
		post("a", 1);
		post("b", 2, 3);
		post("", 4, 5, 6);
		browser.open(page + "?series=b&sort=series");
		browser.await(5, () -> "2".equals(browser.text("#count")));
		awaitNames("a", "b", "Events without a name");
		openRow("Events without a name");
		browser.await(5, () -> "3".equals(browser.text("#count")));
		assertThat(address()).isEqualTo("?series=&sort=series");
		browser.run("history.back()");
		browser.await(5, () -> "2".equals(browser.text("#count")));
		assertThat(browser.text("#opened")).startsWith("b");
		browser.find("#all").click();
		browser.await(5, () -> "6".equals(browser.text("#count")));
		assertThat(address()).isEqualTo("?sort=series");
	}

	@Test
	void searchFindsNamesByTheirBeginning() {
		post("checkout.pay", 120, 80);
		post("checkout.cart", 1);
		post("search", 7);
		openLive();
		browser.await(5, () -> browser.find("#series").isDisplayed());
		browser.find("#search").sendKeys("check");
		awaitNames("checkout.pay", "checkout.cart");
		assertThat(browser.run("return [...document.querySelectorAll('#names option')].map((one) => one.value).join()"))
			.isEqualTo("checkout.cart,checkout.pay");
		browser.find("#search").sendKeys("out.cart", Keys.ENTER);
		browser.await(5, () -> browser.text("#opened").startsWith("checkout.cart") && "1".equals(browser.text("#count")));
		browser.find("#search").clear();
		browser.find("#search").sendKeys("a b");
		browser.await(2, () -> "true".equals(browser.find("#search").getAttribute("aria-invalid")));
	}

	@Test
	void withoutSeriesThereIsNoTable() {
		post("", 1);
		openLive();
		browser.await(5, () -> "1".equals(browser.text("#count")));
		assertThat(browser.find("#series").isDisplayed()).isFalse();
		assertThat(browser.find("#opened").isDisplayed()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "light, 1200", "dark, 390" })
	void everybodyCanReadIt(String scheme, int width) throws IOException {
		post("checkout.pay", 120, 80);
		post("search", 7);
		browser.scheme(scheme);
		browser.size(width, 900);
		browser.open(page + "?series=search");
		awaitNames("checkout.pay", "search");
		assertThat(browser.violations()).isEmpty();
		assertThat(browser.run("return document.documentElement.scrollWidth - innerWidth")).isEqualTo(0L);
		browser.screenshot("series-%s-%d".formatted(scheme, width));
	}

	private void post(String series, double... values) {
		StringBuilder lines = new StringBuilder();
		for (double value : values) {
			lines.append("{\"timestamp\":\"%s\",\"value\":%s}\n".formatted(Instant.now(), Double.toString(value)));
		}
		assertThat(this.http.send("POST", "/events" + (series.isEmpty() ? "" : "?series=" + series), lines.toString(),
				"Content-Type", "application/x-ndjson").status()).isEqualTo(201);
	}

	private static void awaitNames(String... names) {
		browser.await(8, () -> List.of(names).equals(browser.run(NAMES)));
	}

	private static void sortBy(String column) {
		browser.find("#series th button[data-sort=" + column + "]").click();
	}

	private static void openRow(String name) {
		browser.run("[...document.querySelectorAll('#series td button')].find((button) => button.textContent === '%s').click()"
			.formatted(name));
	}

	private static Object address() {
		return browser.run("return location.search");
	}

}
