package io.eventstatistics.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard, as a reader has it: a real browser on a real service.
 */
class DashboardTests extends Dashboard {

	@Test
	void emptyStateSaysHowToSendTheFirstEvent() {
		openLive();
		assertThat(browser.find("#empty").isDisplayed()).isTrue();
		assertThat(browser.find("#history").isDisplayed()).isFalse();
		assertThat(browser.text("#command")).contains("curl -s " + page + "event ").contains("\"value\": 12.34");
		assertThat(browser.text("#count")).isEqualTo("0");
		assertThat(browser.text("#mean")).isEqualTo("–");
		assertThat(browser.text("#health")).isEqualTo("Healthy");
		browser.screenshot("empty-light");
		browser.scheme("dark");
		browser.screenshot("empty-dark");
		assertQuiet();
	}

	@Test
	void eventShowsWithinTwoSeconds() {
		openLive();
		this.http.postEvent(Instant.now(), 12.34);
		browser.await(2, () -> "1".equals(browser.text("#count")));
		assertThat(browser.text("#mean")).isEqualTo("12.34");
		assertThat(browser.text("#max")).isEqualTo("12.34");
		browser.await(2, () -> browser.find("#history").isDisplayed());
		this.http.postEvent(Instant.now(), 7.66);
		browser.await(2, () -> "10.000".equals(browser.text("#mean")));
		assertQuiet();
	}

	@Test
	void chartIsDrawnFromTheHistoryAndGoesOn() {
		SampleHour.post(this.http);
		openLive();
		browser.await(5, () -> charts.medianPixels() > 500);
		assertThat(charts.columnsDrawn()).isGreaterThan(0.9);
		double before = charts.newestBars();
		for (int i = 0; i < 200; i++) {
			this.http.postEvent(Instant.now(), 50);
		}
		browser.await(3, () -> charts.newestBars() > before + 20);
		assertQuiet();
	}

	@Test
	void switchShowsAPartOfTheWindow() {
		this.http.postEvent(Instant.now().minusSeconds(600), 1);
		this.http.postEvent(Instant.now().minusSeconds(200), 2);
		this.http.postEvent(Instant.now(), 3);
		openLive();
		browser.await(3, () -> "3".equals(browser.text("#count")));
		choose("5 min");
		browser.await(3, () -> "2".equals(browser.text("#count")));
		assertThat(browser.text("#history-title")).isEqualTo("Last 5 min");
		assertThat(browser.text("#min")).isEqualTo("2");
		choose("15 min");
		browser.await(3, () -> "3".equals(browser.text("#count")));
		browser.find("#windows input:checked").sendKeys(Keys.ARROW_LEFT);
		browser.await(3, () -> "2".equals(browser.text("#count")));
		assertQuiet();
	}

	@Test
	void serviceWhoseWindowIsShortIsShownWhole() {
		openWithAnEvent("90s");
		assertThat(browser.text("#windows")).contains("1 min").contains("90 s").doesNotContain("5 min");
		browser.await(3, () -> browser.find("#history").isDisplayed());
		assertQuiet();
	}

	/** An axis of so narrow or so wide a range once took gigabytes and stopped the page. */
	@ParameterizedTest
	@CsvSource({ "0.1, 0.10000000000000002", "1.0E16, 10000000000000002", "-1.7976931348623157E308, 1.7976931348623157E308",
			"0.0, 4.9E-324", "1.7976931348623155E308, 1.7976931348623157E308", "7, 7" })
	void valuesAsNearOrAsFarApartAsCanBeAreDrawn(double first, double second) {
		this.http.postEvent(Instant.now().minusSeconds(120), first);
		this.http.postEvent(Instant.now().minusSeconds(60), second);
		openLive();
		browser.await(3, () -> "2".equals(browser.text("#count")));
		browser.await(3, () -> charts.medianPixels() > 0);
		this.http.postEvent(Instant.now(), first);
		browser.await(3, () -> "3".equals(browser.text("#count")));
		assertQuiet();
	}

	@Test
	void windowOfUnevenMillisecondsIsShownWhole() {
		openWithAnEvent("16100ms");
		browser.await(2, () -> browser.find("#history").isDisplayed());
		assertQuiet();
	}

	@Test
	void formSendsAnEventAndShowsTheServicesOwnWords() {
		openLive();
		browser.find("#value").sendKeys("-7.5", Keys.ENTER);
		browser.await(2, () -> browser.text("#answer").contains("Counted: -7.5"));
		browser.await(2, () -> "-7.5".equals(browser.text("#min")));
		assertThat(browser.complaints()).isEmpty();
		browser.find("#value").clear();
		browser.find("#value").sendKeys("many", Keys.ENTER);
		browser.await(2, () -> browser.text("#answer")
			.contains("value must be a JSON number that is finite as a double, such as 12.34, but was the string \"many\""));
		assertThat(browser.find("#value").getAttribute("aria-invalid")).isEqualTo("true");
		browser.find("#value").clear();
		browser.find("#value").sendKeys("1");
		browser.find("#timestamp").sendKeys("yesterday", Keys.ENTER);
		browser.await(2, () -> browser.text("#answer").contains("timestamp must be an ISO 8601 date and time"));
		assertThat(browser.find("#timestamp").getAttribute("aria-invalid")).isEqualTo("true");
		assertThat(browser.text("#count")).isEqualTo("1");
		browser.screenshot("form-error");
	}

	@Test
	void comesBackAfterTheServiceHasRestarted() {
		openLive();
		this.http.postEvent(Instant.now(), 1);
		browser.await(2, () -> "1".equals(browser.text("#count")));
		this.service.close();
		browser.await(5, () -> "No connection".equals(browser.text("#connection")));
		browser.screenshot("reconnecting");
		this.service = start();
		browser.await(15, () -> "Live".equals(browser.text("#connection")));
		browser.await(3, () -> "0".equals(browser.text("#count")));
		this.http.postEvent(Instant.now(), 2);
		browser.await(2, () -> "1".equals(browser.text("#count")));
	}

	@Test
	void chartIsReadByKeyboard() {
		SampleHour.post(this.http);
		openLive();
		browser.await(5, () -> charts.medianPixels() > 500);
		browser.find("#charts").sendKeys(Keys.ARROW_LEFT, Keys.ARROW_LEFT);
		assertThat(browser.run("return document.getElementById('reading').textContent").toString()).contains("mean")
			.contains("count");
		browser.find("#table summary").click();
		browser.await(2, () -> (long) browser.run("return document.querySelectorAll('#table tbody tr').length") > 100);
	}

	@ParameterizedTest
	@CsvSource({ "light, 1200", "dark, 1200", "light, 390", "dark, 390" })
	void everybodyCanReadIt(String scheme, int width) throws IOException {
		browser.scheme(scheme);
		browser.size(width, 900);
		openLive();
		assertThat(browser.violations()).isEmpty();
		SampleHour.post(this.http);
		browser.await(5, () -> browser.find("#history").isDisplayed());
		browser.open(page);
		browser.await(5, () -> charts.medianPixels() > 300);
		browser.find("#table summary").click();
		assertThat(browser.violations()).isEmpty();
		assertThat(browser.run("return document.documentElement.scrollWidth - innerWidth")).isEqualTo(0L);
		browser.find("#table summary").click();
		browser.run("document.activeElement.blur()");
		browser.screenshot("dashboard-%s-%d".formatted(scheme, width));
		assertQuiet();
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void explorerOfTheApiLoadsNothingFromElsewhere(String scheme) {
		browser.scheme(scheme);
		browser.open(page + "swagger-ui.html");
		browser.await(20, () -> browser.run("return document.body.innerText").toString().contains("/statistics/history"));
		browser.screenshot("api-" + scheme);
		assertQuiet();
	}

	/** README.md shows it: copied from target/screenshots to .github by hand. */
	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void pictureForTheReadmeIsSmall(String scheme) throws IOException {
		SampleHour.post(this.http);
		browser.size(1000, 700);
		browser.scheme(scheme);
		openLive();
		browser.await(5, () -> charts.medianPixels() > 500);
		Path picture = browser.screenshot("readme-" + scheme);
		assertThat(Files.size(picture)).isBetween(10_000L, 300_000L);
	}

	private static void choose(String window) {
		browser.run("[...document.querySelectorAll('#windows label')].find((label) => label.textContent === '%s').click()"
			.formatted(window));
	}

	/** Shows a service with another window, which has an event of now. */
	private void openWithAnEvent(String window) {
		this.service.close();
		this.service = start("--event-statistics.window=" + window);
		this.http.postEvent(Instant.now(), 3);
		openLive();
		browser.await(3, () -> "1".equals(browser.text("#count")));
	}

}
