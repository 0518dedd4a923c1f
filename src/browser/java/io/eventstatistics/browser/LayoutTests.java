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
 * The dashboard on screens of all sizes, its address, its settings and its first minute.
 */
class LayoutTests extends Dashboard {

	private static final String SIZES = """
			return [...document.querySelectorAll('#figures dd')].map((figure) => parseFloat(getComputedStyle(figure).fontSize))""";

	private static final String CLIPPED = """
			return [...document.querySelectorAll('#figures dd, #figures dt, h1, h2, #windows span, #chips li')]
				.filter((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1).map((each) => each.textContent)""";

	@ParameterizedTest
	@CsvSource({ "light, 1920, 1080", "dark, 1920, 1080", "dark, 1366, 768", "light, 390, 844" })
	void wallHasLargeFiguresThatFitTheScreen(String scheme, int width, int height) throws IOException {
		browser.scheme(scheme);
		browser.size(width, height);
		SampleHour.post(this.http);
		openLive("?kiosk");
		browser.await(5, () -> charts.medianPixels() > 100);
		assertThat((List<?>) browser.run(SIZES)).hasSize(9).allMatch((size) -> ((Number) size).doubleValue() >= 48);
		assertThat((List<?>) browser.run(CLIPPED)).isEmpty();
		assertThat(browser.find("#send").isDisplayed()).isFalse();
		assertThat(browser.violations()).isEmpty();
		assertThat(browser.run("return document.documentElement.scrollWidth - innerWidth")).isEqualTo(0L);
		if (height == 1080) {
			assertThat(browser.run("return document.documentElement.scrollHeight")).isEqualTo(1080L);
		}
		browser.screenshot("wall-%s-%d".formatted(scheme, width));
		browser.find("#kiosk").sendKeys(Keys.ENTER);
		browser.await(2, () -> browser.find("#send").isDisplayed());
		assertThat(browser.run("return location.search")).isEqualTo("");
		assertQuiet();
	}

	@ParameterizedTest
	@CsvSource({ "light, 1920", "dark, 1920", "light, 1366", "dark, 390" })
	void pageUsesTheWholeWidth(String scheme, int width) throws IOException {
		browser.scheme(scheme);
		browser.size(width, 1000);
		SampleHour.post(this.http);
		openLive();
		browser.await(5, () -> charts.medianPixels() > 100);
		assertThat((long) browser.run("return Math.round(document.getElementById('figures').getBoundingClientRect().width)"))
			.isGreaterThan(width - 60);
		assertThat((List<?>) browser.run(CLIPPED)).isEmpty();
		assertThat(browser.violations()).isEmpty();
		assertThat(browser.run("return document.documentElement.scrollWidth - innerWidth")).isEqualTo(0L);
		browser.screenshot("layout-%s-%d".formatted(scheme, width));
	}

	@Test
	void windowsGoUpToThatOfTheService() {
		restart("--event-statistics.window=24h");
		this.http.postEvent(Instant.now().minusSeconds(80_000), 1);
		this.http.postEvent(Instant.now(), 2);
		openLive();
		assertThat(browser.text("#windows")).contains("1 min").contains("1 h").contains("6 h").contains("1 d");
		browser.await(3, () -> "2".equals(browser.text("#count")));
		assertThat(browser.text("#history-title")).isEqualTo("Last 1 d");
		assertThat(browser.text("#counts-title")).contains("Events per 15 min");
	}

	/** All that can be chosen outside of the charts is in the address, and still chosen after a reload. */
	@Test
	void addressKeepsWhatIsChosenOverAReload() {
		this.http.postEvent("{\"timestamp\": \"%s\", \"value\": 1, \"series\": \"a\"}".formatted(Instant.now()));
		openLive();
		browser.find("#windows label:nth-of-type(2)").click();
		browser.find("#kiosk").click();
		browser.await(2, () -> "?window=300&kiosk".equals(browser.run("return location.search")));
		browser.run("location.reload()");
		awaitLive();
		assertThat(browser.find("#windows input:checked").getAttribute("value")).isEqualTo("300");
		assertThat(browser.text("#history-title")).isEqualTo("Last 5 min");
		assertThat(browser.find("#kiosk").getAttribute("aria-pressed")).isEqualTo("true");
		browser.run("history.back()");
		browser.await(2, () -> "false".equals(browser.find("#kiosk").getAttribute("aria-pressed")));
	}

	@Test
	void unknownChoicesInTheAddressAreIgnored() {
		this.http.postEvent(Instant.now(), 1);
		openLive("?window=nope&scale=cubic&view=pie&lines=p42&line=high&sort=colour");
		browser.await(3, () -> "1".equals(browser.text("#count")));
		assertThat(browser.find("#windows input:checked").getAttribute("value")).isEqualTo("3600");
		assertThat(browser.complaints()).isEmpty();
	}

	@Test
	void titleAndUnitAreThoseOfTheSettings() {
		restart("--event-statistics.page.title=Checkout latency", "--event-statistics.page.unit=ms");
		this.http.postEvent(Instant.now(), 1);
		openLive();
		browser.await(3, () -> "Checkout latency".equals(browser.text("h1")));
		assertThat(browser.run("return document.title")).isEqualTo("Checkout latency");
		assertThat(browser.text("#figures")).contains("Mean ms").contains("p95 ms").doesNotContain("Count ms");
		browser.await(3, () -> browser.text("#values-title").contains("ms"));
	}

	@Test
	void demoEventsAreSentOnceAndSaidToBeInvented() {
		openLive();
		browser.find("#demo").click();
		browser.await(3, () -> browser.text("#notice").equals("Sent 60 invented events, spread over the last hour."
				+ " The service answered 201: 60 accepted."));
		browser.await(3, () -> "60".equals(browser.text("#count")));
		assertThat(browser.find("#demo").isDisplayed()).isFalse();
		assertQuiet();
		browser.screenshot("demo");
	}

	@Test
	void demoEventsFitIntoAShortWindow() {
		restart("--event-statistics.window=10s");
		openLive();
		browser.find("#demo").click();
		browser.await(3, () -> browser.text("#notice").contains("spread over the last 10 s. The service answered 201"));
		browser.await(2, () -> Integer.parseInt(browser.text("#count")) > 30);
	}

	/** Every control can be reached by the tab key alone, and shows that it has the focus. */
	@Test
	void everythingIsReachedByKeyboard() {
		this.http.postEvent("{\"timestamp\": \"%s\", \"value\": 1, \"series\": \"a\"}".formatted(Instant.now()));
		openLive();
		browser.await(8, () -> browser.find("#series").isDisplayed());
		Object missed = browser.run("""
				const wanted = [...document.querySelectorAll('a, button, input, summary, [tabindex="0"]')]
					.filter((each) => each.checkVisibility() && !each.disabled && (each.type !== 'radio' || each.checked));
				window.missed = new Set(wanted);
				document.addEventListener('focusin', (event) => window.missed.delete(event.target));
				return window.missed.size;""");
		assertThat((long) missed).isGreaterThan(30);
		for (int i = 0; i < 120 && (long) browser.run("return window.missed.size") > 0; i++) {
			browser.press(Keys.TAB);
		}
		assertThat((List<?>) browser.run("return [...window.missed].filter((each) => each.isConnected).map((each) => each.outerHTML)"))
			.isEmpty();
	}

	/** One round trip for all modules: those that are found late delay the first figure. */
	@Test
	void everyModuleIsAnnouncedByThePage() {
		openLive();
		assertThat(browser.run("""
				const announced = [...document.querySelectorAll('link[rel="modulepreload"], script[type="module"]')]
					.map((each) => each.href || each.src);
				const loaded = performance.getEntriesByType('resource').map((each) => each.name)
					.filter((name) => /\\/dashboard\\/.*\\.js$/.test(name));
				return [...new Set([...announced.filter((each) => !loaded.includes(each)),
					...loaded.filter((each) => !announced.includes(each))])].join();""")).isEqualTo("");
		assertQuiet();
	}

	private void restart(String... settings) {
		this.service.close();
		this.service = start(settings);
	}

}
