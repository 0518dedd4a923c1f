package io.eventstatistics.browser;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the values are distributed: the histogram, and the heat map over time.
 */
class DistributionTests extends Dashboard {

	private static final String SUM = """
			return [...document.querySelectorAll('#distribution tbody tr')]
				.map((row) => Number(row.cells[2].textContent.replace(',', ''))).reduce((sum, count) => sum + count, 0)""";

	@Test
	void histogramHasAllEventsOnEitherScale() {
		postLatencies(2500);
		openLive();
		browser.find("#distribution summary").click();
		browser.await(5, () -> sum() == 2500);
		assertThat(browser.text("#distribution > .note")).startsWith("2,500 events in 40 bins, as of ");
		assertThat(bins()).isEqualTo("linear");
		browser.screenshot("histogram-linear");
		browser.run("document.querySelector('#distribution input[value=log]').click()");
		browser.await(5, () -> "log".equals(bins()) && sum() == 2500);
		assertThat(browser.run("return location.search")).isEqualTo("?bins=log");
		this.http.postEvent(Instant.now(), 1000);
		browser.await(10, () -> sum() == 2501);
		assertQuiet();
	}

	@Test
	void outliersMakeTheBinsLogarithmicByItself() {
		postLatencies(1000);
		this.http.postEvent(Instant.now(), 90_000);
		openDistribution();
		browser.await(5, () -> "log".equals(bins()));
		browser.screenshot("histogram-log");
		assertThat(browser.run("return location.search")).isEqualTo("");
	}

	@Test
	void histogramIsReadByKeyboard() {
		this.http.postEvent(Instant.now(), 1);
		this.http.postEvent(Instant.now(), 2);
		this.http.postEvent(Instant.now(), 2);
		openDistribution();
		browser.await(5, () -> browser.text("#distribution > .note").startsWith("3 events"));
		browser.find("#bins").sendKeys(Keys.ARROW_LEFT);
		assertThat(reading()).isEqualTo("1.975 to 2: 2 events");
		assertThat(browser.text("#bins .tooltip")).contains("66.7 %");
	}

	/** Rarely asked, and not at all while nobody sees it. */
	@Test
	void histogramOutOfViewIsNotAskedFor() {
		postLatencies(100);
		browser.size(1200, 300);
		openLive();
		browser.requests();
		browser.await(5, () -> browser.requests().stream().anyMatch((url) -> url.contains("/statistics/history")));
		assertThat(browser.requests()).noneMatch((url) -> url.contains("/statistics/histogram"));
		browser.run("document.getElementById('bins').scrollIntoView()");
		browser.await(5, () -> browser.text("#distribution > .note").startsWith("100 events"));
	}

	@ParameterizedTest
	@CsvSource({ "1, 0", "2, 0", "3, 0", "20, 1", "21, 0", "150, 1", "999, 0", "1000, 3", "1001, 0" })
	void cellsOfAStepHoldItsEvents(int count, int outliers) {
		double[] values = new Random(count).doubles(count, 10, 20).map((value) -> Math.round(value * 4) / 4.0).toArray();
		for (int i = 0; i < outliers; i++) {
			values[i] = 5000 * (i + 1);
		}
		Instant step = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 30 * 30 - 300);
		SampleHour.postAt(this.http, step, values);
		openLive();
		JsonNode cells = cells();
		Arrays.sort(values);
		int rank = 0;
		for (JsonNode cell : cells) {
			for (int i = 0; i < cell.get("count").intValue(); i++) {
				assertThat(values[rank++]).isBetween(cell.get("from").doubleValue() - 1e-9,
						cell.get("to").doubleValue() + 1e-9);
			}
		}
		assertThat(rank).isEqualTo(count);
	}

	@Test
	void cellsThatAreReadAddUpToTheCount() {
		Instant step = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 30 * 30 - 300);
		SampleHour.postAt(this.http, step, new Random(3).doubles(157, 1, 9).toArray());
		browser.open(page + "?view=heatmap&window=900");
		browser.await(8, () -> charts.pixels("--heat") > 10);
		String words;
		do {
			browser.find("#charts").sendKeys(Keys.ARROW_LEFT);
			words = reading();
		}
		while (words.endsWith("no events"));
		assertThat(words).contains("count");
		int sum = 0;
		int cells = 0;
		for (String last = "";; last = words, cells++) {
			browser.find("#charts").sendKeys(Keys.ARROW_UP);
			words = reading();
			if (words.equals(last)) {
				break;
			}
			assertThat(words).matches("\\d+ of \\d+ events (at|from) .+");
			sum += Integer.parseInt(words.split(" ")[0]);
		}
		assertThat(cells).isGreaterThan(10);
		assertThat(String.valueOf(words)).contains(" of " + sum + " events");
		assertThat(browser.text("#charts .tooltip")).contains("In this cell");
		assertQuiet();
	}

	@ParameterizedTest
	@CsvSource({ "light, 1200", "dark, 1200", "light, 390", "dark, 390" })
	void everybodyCanReadTheHeatMap(String scheme, int width) throws IOException {
		browser.scheme(scheme);
		browser.size(width, 900);
		SampleHour.post(this.http);
		browser.open(page + "?view=heatmap");
		browser.await(8, () -> charts.pixels("--heat") > 10);
		assertThat(browser.violations()).isEmpty();
		assertThat(browser.run("return document.documentElement.scrollWidth - innerWidth")).isEqualTo(0L);
		browser.screenshot("heatmap-%s-%d".formatted(scheme, width));
		assertQuiet();
	}

	@Test
	void savesWhatTheServiceAnswers() {
		postLatencies(300);
		openDistribution();
		browser.await(5, () -> browser.text("#distribution > .note").startsWith("300 events"));
		charts.awaitSaved("#distribution .csv", "/statistics/histogram?bins=40&scale=linear&window=3600000ms");
	}

	private void postLatencies(int count) {
		Random random = new Random(9);
		SampleHour.post(this.http, count, (age) -> 40 * Math.exp(0.25 * random.nextGaussian()), 3000);
	}

	private static void openDistribution() {
		openLive();
		browser.run("document.getElementById('distribution').scrollIntoView()");
	}

	/** The cells of all steps, ascending by step and value. */
	private static JsonNode cells() {
		return new JsonMapper().readTree(browser.run("""
				return import('/dashboard/chart/heatmap.js').then(async ({ cellsOf, HEAT_FIGURES }) => {
					const answer = await fetch('/statistics/history?step=30s&stats=count,min,max,' + HEAT_FIGURES);
					return JSON.stringify((await answer.json()).points.flatMap(cellsOf));
				})""").toString());
	}

	private static double sum() {
		return ((Number) browser.run(SUM)).doubleValue();
	}

	private static Object bins() {
		return browser.run("return document.querySelector('#distribution input:checked').value");
	}

	private static String reading() {
		return browser.run("return document.getElementById('reading').textContent").toString();
	}

}
