package io.eventstatistics.browser;

import java.io.IOException;
import java.time.Instant;

import io.eventstatistics.testing.RedisProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the dashboard says of itself and of the service: old figures, a full window, late
 * events, the ledger.
 */
class StateTests extends Dashboard {

	private static final String TITLE = "return document.title";

	private static final String ICON = "return document.getElementById('icon').getAttribute('href')";

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void stoppedServiceTurnsEverythingGreyAndSaysOfWhenTheFiguresAre(String scheme) throws IOException {
		browser.scheme(scheme);
		SampleHour.post(this.http);
		openLive();
		String ink = colour("#mean");
		assertThat(browser.run(ICON)).isEqualTo("/dashboard/icon.svg");
		this.service.close();
		browser.await(5, () -> browser.find("#banner").isDisplayed());
		browser.await(5, () -> "Unreachable".equals(browser.text("#health")));
		assertThat(browser.text("#connection")).isEqualTo("No connection");
		assertThat(browser.text("#banner")).matches("No connection\\. Figures of \\d+:\\d\\d:\\d\\d( [AP]M)?, \\d+ s ago");
		assertThat(browser.run(TITLE).toString()).startsWith("⚠ Figures of ");
		assertThat(browser.run(ICON).toString()).startsWith("data:image/svg+xml,");
		assertThat(colour("#mean")).isNotEqualTo(ink).isEqualTo(colour(".note"));
		assertThat(browser.violations()).isEmpty();
		browser.screenshot("stopped-" + scheme);
		this.service = start();
		browser.await(15, () -> "Live".equals(browser.text("#connection")));
		browser.await(6, () -> "Healthy".equals(browser.text("#health")));
		assertThat(browser.find("#banner").isDisplayed()).isFalse();
		assertThat(colour("#mean")).isEqualTo(ink);
		browser.await(3, () -> "Event Statistics".equals(browser.run(TITLE)));
		assertThat(browser.run(ICON)).isEqualTo("/dashboard/icon.svg");
	}

	/** The older answer that the service is healthy says nothing once the stream is lost. */
	@Test
	void lostStreamOverrulesAnOlderHealthy() {
		openLive();
		browser.await(2, () -> "Healthy".equals(browser.text("#health")));
		this.service.close();
		browser.await(5, () -> "No connection".equals(browser.text("#connection")));
		assertThat(browser.text("#health")).isNotEqualTo("Healthy");
	}

	/** Figures of the last hour are none of the last minute. */
	@Test
	void windowThatIsChosenWithoutAConnectionHasNoFigures() {
		this.http.postEvent(Instant.now().minusSeconds(600), 1);
		openLive();
		browser.await(3, () -> "1".equals(browser.text("#count")));
		this.service.close();
		browser.await(5, () -> browser.find("#banner").isDisplayed());
		browser.find("#windows label").click();
		browser.await(2, () -> "–".equals(browser.text("#count")) && "–".equals(browser.text("#max")));
		this.service = start();
		browser.await(15, () -> "0".equals(browser.text("#count")));
	}

	@Test
	void fullWindowIsNotHealthyAndLive() throws IOException {
		restart("--event-statistics.max-events=1000");
		postNow(1000);
		openLive();
		browser.await(6, () -> browser.text("#chips").contains("Window full 1,000 of 1,000 events, 0 requests refused"));
		this.http.postEvent(Instant.now(), 1);
		this.http.postEvent(Instant.now(), 1);
		browser.await(8, () -> browser.text("#chips").contains("2 requests refused"));
		browser.await(2, () -> browser.run(TITLE).toString().startsWith("⚠ Window full"));
		assertThat(browser.run(ICON).toString()).startsWith("data:image/svg+xml,");
		assertThat(browser.text("#service")).contains("1,000 of 1,000 events").contains("2 refused").contains("Up ");
		browser.find("#value").sendKeys("5", Keys.ENTER);
		browser.await(2, () -> browser.text("#answer").startsWith("Refused: the window is full"));
		assertThat(browser.violations()).isEmpty();
		browser.screenshot("full");
	}

	@Test
	void nearlyFullWindowIsAWarningOnly() {
		restart("--event-statistics.max-events=1000");
		postNow(850);
		openLive();
		browser.await(6, () -> browser.text("#chips").contains("Window nearly full 850 of 1,000 events"));
		assertThat(browser.run(TITLE)).isEqualTo("Event Statistics");
	}

	@Test
	void lateAndRefusedEventsAreChipsWithNumbers() throws IOException {
		openLive();
		browser.await(6, () -> browser.text("#service").contains("0 late, 0 refused"));
		assertThat(browser.text("#chips")).isEmpty();
		for (int i = 0; i < 3; i++) {
			this.http.postEvent(Instant.now().minusSeconds(7200), 1);
		}
		this.http.postEvent(Instant.now(), "true");
		browser.await(8, () -> browser.text("#chips").contains("Late 3 not counted"));
		browser.await(2, () -> browser.text("#chips").contains("Refused 1 request"));
		assertThat(browser.text("#chips")).contains("invalid event 1");
		assertThat(browser.text("#service")).contains("3 late, 1 refused");
		assertThat(browser.violations()).isEmpty();
		browser.screenshot("late");
	}

	/** An event that is in no step of late is in the chart as soon as in the figures. */
	@Test
	void eventOfLongAgoIsInTheChartAtOnce() {
		SampleHour.post(this.http);
		openLive();
		browser.run("document.getElementById('table').open = true");
		browser.await(5, () -> charts.newestBars() > 0);
		double before = countOfOldSteps();
		this.http.postEvent(Instant.now().minusSeconds(1800), 50);
		browser.await(4, () -> countOfOldSteps() == before + 1);
	}

	@Test
	void formTellsApartWhatBecameOfAnEvent() {
		openLive();
		browser.find("#value").sendKeys("5", Keys.ENTER);
		browser.await(2, () -> browser.text("#answer").startsWith("Counted: 5"));
		browser.find("#value").clear();
		browser.find("#value").sendKeys("7");
		browser.find("#timestamp").sendKeys(Instant.now().minusSeconds(7200).toString(), Keys.ENTER);
		browser.await(2, () -> browser.text("#answer").startsWith("Too late: 7"));
		assertThat(browser.find("#answer").getAttribute("data-state")).isEqualTo("warn");
		browser.find("#timestamp").clear();
		browser.find("#value").clear();
		browser.find("#value").sendKeys("1e400", Keys.ENTER);
		browser.await(2, () -> browser.text("#answer").startsWith("Refused: "));
		browser.await(3, () -> "1".equals(browser.text("#count")));
	}

	/** The answer to the first attempt is lost, as by a cut of the network. */
	@Test
	void eventSentAgainAfterALostAnswerCountsOnce() {
		openLive();
		browser.run("""
				const real = window.fetch;
				window.fetch = async (url, options) => {
					const response = await real(url, options);
					if (url === '/event') {
						window.fetch = real;
						throw new TypeError('cut');
					}
					return response;
				};""");
		browser.find("#value").sendKeys("5", Keys.ENTER);
		browser.await(2, () -> browser.text("#answer").startsWith("No answer"));
		browser.find("#value").sendKeys(Keys.ENTER);
		browser.await(2, () -> browser.text("#answer").startsWith("Repeated: 5"));
		browser.await(3, () -> "1".equals(browser.text("#count")));
	}

	@Test
	void lostLedgerIsSaidWithTheFiguresThatItLeft() throws IOException {
		try (RedisProcess redis = new RedisProcess("no")) {
			restart("--event-statistics.ledger.type=redis", "--spring.data.redis.port=" + redis.port());
			postNow(3);
			openLive();
			browser.await(6, () -> browser.text("#service").contains("3 of"));
			assertThat(browser.text("#chips")).isEmpty();
			redis.kill();
			browser.await(15, () -> browser.text("#chips").contains("Ledger lost redis, 1 entry applied"));
			browser.await(2, () -> browser.run(TITLE).toString().startsWith("⚠ Ledger lost"));
			assertThat(browser.violations()).isEmpty();
			browser.screenshot("ledger-lost");
			redis.restart();
			browser.await(20, () -> browser.text("#chips").isEmpty());
		}
	}

	private void restart(String... settings) {
		this.service.close();
		this.service = start(settings);
	}

	private void postNow(int events) {
		String line = "{\"timestamp\":\"%s\",\"value\":1}\n".formatted(Instant.now());
		assertThat(this.http.send("POST", "/events", line.repeat(events), "Content-Type", "application/x-ndjson").status())
			.isEqualTo(201);
	}

	private static String colour(String selector) {
		return browser.run("return getComputedStyle(document.querySelector('%s')).color".formatted(selector)).toString();
	}

	/** The events of the steps of the table that are neither the newest nor the oldest. */
	private static double countOfOldSteps() {
		return ((Number) browser.run("""
				return [...document.querySelectorAll('#table tbody tr')].slice(20, 100)
					.reduce((sum, row) => sum + Number(row.cells[1].dataset.exact), 0);""")).doubleValue();
	}

}
