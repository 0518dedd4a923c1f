package io.eventstatistics.browser;

import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The chart of the dashboard: its scales, its lines, its zoom, its tooltip.
 */
class ChartTests extends Dashboard {

	private static final String VALUES = "#values .u-over";

	private static final String BOXES = """
			return JSON.stringify([...document.querySelectorAll('#history *:not(.tooltip, .tooltip *, .uplot *)')]
				.map((element) => element.getBoundingClientRect()).filter(({ height }) => height > 0)
				.map(({ left, top, width, height }) => [left, top + scrollY, width, height])
				.concat(document.documentElement.scrollHeight))""";

	@Test
	void outliersAreMarkedAtTheEdgeOfAScaleThatFitsByItself() {
		postLatencies(1234.5, 5000);
		openChart("");
		assertThat(scale()).isEqualTo("fit");
		assertThat(browser.text("#scale-note")).isEqualTo("▲ beyond the scale in 2 steps, up to 5,000");
		assertThat(charts.pixels("--beyond")).isGreaterThan(50);
		assertThat(median()).isBetween(0.4, 0.8);
		browser.screenshot("chart-fit");
		choose("scale", "all");
		assertThat(browser.text("#scale-note")).isEmpty();
		assertThat(median()).isGreaterThan(0.85);
		assertThat(address()).isEqualTo("?scale=all");
		choose("scale", "log");
		assertThat(median()).isBetween(0.5, 0.85);
		assertThat(address()).isEqualTo("?scale=log");
		browser.screenshot("chart-log");
		choose("scale", "fit");
		assertThat(address()).isEmpty();
		assertQuiet();
	}

	@Test
	void outliersBelowAreMarkedToo() {
		postLatencies(-7000);
		openChart("");
		assertThat(scale()).isEqualTo("fit");
		assertThat(browser.text("#scale-note")).isEqualTo("▼ below the scale in one step, down to -7,000");
		assertThat(charts.rows("--beyond")).isNotEmpty().allMatch((row) -> row > 0.9);
		choose("scale", "log");
		assertThat(browser.text("#scale-note")).startsWith("Logarithmic on both sides of zero, linear between ±");
	}

	@Test
	void withoutOutliersAllIsShown() {
		postLatencies();
		openChart("");
		assertThat(scale()).isEqualTo("all");
		assertThat(browser.text("#scale-note")).isEmpty();
		assertThat(charts.pixels("--beyond")).isZero();
		openChart("?scale=fit");
		assertThat(scale()).isEqualTo("fit");
	}

	@Test
	void linesThatAreHiddenStayHidden() {
		postLatencies();
		openChart("");
		assertThat(charts.pixels("--p95")).isGreaterThan(100);
		assertThat(charts.pixels("--mean")).isLessThan(20);
		toggle("p95");
		toggle("mean");
		assertThat(address()).isEqualTo("?lines=p50,p99,mean");
		openChart(address());
		assertThat(pressed("p95")).isEqualTo("false");
		assertThat(pressed("mean")).isEqualTo("true");
		assertThat(charts.pixels("--p95")).isZero();
		assertThat(charts.pixels("--mean")).isGreaterThan(100);
		toggle("mean");
		toggle("p95");
		assertThat(address()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void dragZoomsUntilADoubleClickOrEscape(boolean mouse) {
		postLatencies();
		openChart("");
		String newest = read(Keys.ARROW_LEFT);
		Pointer pointer = mouse ? browser.mouse() : browser.finger();
		pointer.drag(VALUES, 0.2, 0.5);
		assertThat(browser.find("#unzoom").isDisplayed()).isTrue();
		browser.find("#charts").sendKeys(Keys.ESCAPE);
		assertThat(browser.find("#unzoom").isDisplayed()).isFalse();
		pointer.drag(VALUES, 0.5, 0.2);
		browser.screenshot("chart-zoomed-" + (mouse ? "mouse" : "finger"));
		assertThat(readLast()).isNotEqualTo(newest);
		browser.mouse().doubleClick(VALUES);
		assertThat(browser.find("#unzoom").isDisplayed()).isFalse();
		assertThat(browser.text("#scale-note")).isEmpty();
	}

	@Test
	void keysZoomAndTheButtonResets() {
		postLatencies();
		openChart("");
		browser.find("#charts").sendKeys(Keys.ARROW_LEFT, "+", "+");
		assertThat(browser.find("#unzoom").isDisplayed()).isTrue();
		browser.find("#charts").sendKeys("-", "-", "-");
		assertThat(browser.find("#unzoom").isDisplayed()).isFalse();
		browser.find("#charts").sendKeys("+");
		browser.find("#unzoom").click();
		assertThat(browser.find("#unzoom").isDisplayed()).isFalse();
	}

	@Test
	void tooltipMovesNothing() {
		postLatencies(5000);
		openChart("?lines=p50,mean,band");
		browser.run("document.getElementById('history').scrollIntoView()");
		browser.mouse().hover("#history-title", 0.5, 0.5);
		Object before = browser.run(BOXES);
		browser.mouse().hover(VALUES, 0.5, 0.5);
		browser.await(2, () -> browser.find("#charts .tooltip").isDisplayed());
		assertThat(browser.text("#charts .tooltip")).contains("p99", "Max", "Events", "Rate", " – ");
		assertThat(browser.run(BOXES)).isEqualTo(before);
		browser.screenshot("chart-tooltip");
		browser.mouse().hover("#history-title", 0.5, 0.5);
		browser.await(2, () -> !browser.find("#charts .tooltip").isDisplayed());
	}

	@Test
	void thresholdsAreLinesOnTheScaleOrArrowsAtItsEdge() {
		postLatencies();
		openChart("");
		assertThat(charts.pixels("--threshold")).isZero();
		openChart("?line=70:Limit&line=-1e300");
		assertThat(charts.pixels("--threshold")).isGreaterThan(300);
		browser.screenshot("chart-thresholds");
		openChart("?line=90000");
		assertThat(charts.pixels("--threshold")).isBetween(5L, 300L);
	}

	@ParameterizedTest
	@CsvSource({ "1e-7, 1e-8, n", "1.7e12, 50, +", "1e300, 1e299, e300", "-50, 4, -" })
	void ticksTellNumbersApart(double around, double width, String part) {
		post(1000, (random) -> around + width * random.nextGaussian());
		openChart("");
		Object labels = browser.run("""
				return Promise.all([import('/dashboard/format.js'), import('/dashboard/chart/scale.js')]).then(([format, scale]) =>
					format.formatTicks(scale.calm(%s, %s)).labels.join('|'))""".formatted(around - width, around + width));
		assertThat(labels.toString().split("\\|")).hasSizeGreaterThan(3).doesNotHaveDuplicates();
		assertThat(labels.toString()).contains(part);
		browser.screenshot("chart-" + around);
		assertQuiet();
	}

	@Test
	void stepsThatAreStillFillingArePale() {
		this.http.postEvent(Instant.now(), 7);
		openLive();
		browser.await(5, () -> charts.bars(60, 140) > 0);
		assertThat(charts.bars(200, 255)).isZero();
		this.http.postEvent(Instant.now().minusSeconds(300), 7);
		browser.await(5, () -> charts.bars(200, 255) > 0);
	}

	@Test
	void lateEventIsInTheChartAtOnce() {
		this.http.postEvent(Instant.now(), 7);
		openLive();
		browser.await(5, () -> charts.pixels("--p50") > 0);
		assertThat(charts.pixels("--beyond")).isZero();
		SampleHour.postAt(this.http, Instant.now().minusSeconds(1800), new double[] { 7, 7, 7, 7 });
		this.http.postEvent(Instant.now().minusSeconds(1200), 900);
		browser.await(3, () -> charts.rows("--p50").stream().anyMatch((row) -> row < 0.3));
	}

	@Test
	void savesWhatTheServiceAnswers() {
		postLatencies(5000);
		openChart("?window=900");
		String steps = "/statistics/history?window=900000ms&step=10s&stats=count,min,mean,p1,p50,p95,p99,max";
		charts.awaitSaved("#history-csv", steps);
	}

	private void postLatencies(double... outliers) {
		post(4000, (random) -> 30 * Math.exp(random.nextDouble()));
		for (int i = 0; i < outliers.length; i++) {
			this.http.postEvent(Instant.now().minusSeconds(900 + 300 * i), outliers[i]);
		}
	}

	private void post(int count, java.util.function.ToDoubleFunction<Random> value) {
		Random random = new Random(5);
		SampleHour.post(this.http, count, (age) -> value.applyAsDouble(random));
	}

	private static void openChart(String query) {
		browser.open(page + query);
		browser.await(8, () -> charts.medianPixels() > 100 && !"–".equals(browser.text("#count")));
	}

	private static Object scale() {
		return browser.run("return document.querySelector('#scale input:checked').value");
	}

	private static void choose(String name, String value) {
		browser.run("document.querySelector('#%s input[value=%s]').click()".formatted(name, value));
	}

	/** Where the median is on average, as a part of the chart's height. */
	private static double median() {
		return charts.rows("--p50").stream().mapToDouble(Double::doubleValue).average().orElseThrow();
	}

	private static void toggle(String line) {
		browser.find("#legend button[data-line=" + line + "]").click();
	}

	private static String pressed(String line) {
		return String.valueOf(browser.find("#legend button[data-line=" + line + "]").getAttribute("aria-pressed"));
	}

	private static String readLast() {
		browser.run("document.activeElement.blur()");
		return read(Keys.ARROW_LEFT);
	}

	private static String read(Keys key) {
		browser.find("#charts").sendKeys(key);
		String[] words = browser.run("return document.getElementById('reading').textContent").toString().split(": ");
		return words[0];
	}

	private static String address() {
		return browser.run("return location.search").toString();
	}

}
