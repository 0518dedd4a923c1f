package io.eventstatistics.browser;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the dashboard writes numbers: with as many digits as their range needs.
 */
class NumberTests extends Dashboard {

	private static final String FORMAT = "/dashboard/format.js";

	/** A narrow space, as before SI prefixes, is a plain one here. */
	private static String format(String expression) {
		if (!browser.run("return location.href").toString().startsWith(page)) {
			browser.open(page + "dashboard/icon.svg");
		}
		return browser.evaluate(FORMAT, expression).replace('\u202f', ' ');
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "1e-7, 2e-7, 3e-7 | 100 n; 200 n; 300 n |",
			"999999999900, 1e12, 1000000000100 | -100; 0; +100 | 1 T", "1.6999999999e12, 1.7e12 | -100; 0 | 1.7 T",
			"1012.5, 1013, 1013.5 | 1,012.5; 1,013.0; 1,013.5 |", "1e300, 2e300 | 1e300; 2e300 |",
			"0, 50000, 100000 | 0; 50 k; 100 k |", "-0.1, -0, 0.1 | -0.1; 0; 0.1 |", "-3, -2, -1 | -3; -2; -1 |",
			"0, 2.5, 5 | 0; 2.5; 5.0 |", "0, 4.9e-324 | 0; 5.00e-324 |", "0.001, 1, 1000, 1e6 | 0.001; 1; 1,000; 1 M |",
			"1013.0001, 1013.0002 | +0.0001; +0.0002 | 1,013", "1e16, 10000000000000002 | 0; +2 | 1e16" })
	void ticksHaveAsManyDigitsAsTheirStepNeeds(String splits, String labels, String offset) {
		assertThat(format("module.formatTicks([%s]).labels.join('; ')".formatted(splits))).isEqualTo(labels);
		assertThat(format("module.formatTicks([%s]).offset".formatted(splits))).isEqualTo((offset != null) ? offset : "");
	}

	/** Where splits differ the labels differ too, for any place and width of the scale. */
	@Test
	void ticksAreNeverTheSame() {
		assertThat(format("""
				(() => {
					const same = [];
					for (let size = -300; size <= 300; size += 3) {
						for (let narrow = 0; narrow <= 12; narrow++) {
							for (const sign of [-1, 1]) {
								const step = Number(`2e${size - narrow}`);
								const splits = [0, 1, 2, 3, 4].map((index) => sign * Number(`1e${size}`) + index * step);
								const { labels } = module.formatTicks(splits);
								if (new Set(labels).size < 5 || labels.some((label) => label.length > 12)) {
									same.push(`${splits}: ${labels}`);
								}
							}
						}
					}
					return same.slice(0, 3).join();
				})()""")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "12.34, 12.34, 12.34 | 12.340 | 12.34", "1e-7, 1e-7, 3e-7 | 100.0 n | 100 n",
			"1000000000012.5, 999999999900, 1000000000100 | 1 T + 12.5 | 1 T + 12.5",
			"999999999900, 999999999900, 1000000000100 | 1 T − 100.0 | 1 T − 100",
			"1013.0213, 1012.5, 1013.5 | 1,013.021 | 1,013.021", "46.32123, 7.8, 10234.5 | 46.32 | 46.32",
			"10234.5, 7.8, 10234.5 | 10,235 | 10,235", "1.5e300, 1e300, 2e300 | 1.500e300 | 1.5e300",
			"-7.5, -7.5, 3 | -7.500 | -7.5", "-0, -1, 1 | 0 | 0", "null, null, null | – | –", "39, 7, 120 | 39.00 | 39",
			"1.7976931348623157e308, -1.7976931348623157e308, 1.7976931348623157e308 | 1.798e308 | 1.798e308" })
	void figuresHaveAsManyDigitsAsTheirRangeNeeds(String arguments, String computed, String sent) {
		assertThat(format("module.formatIn(%s)".formatted(arguments))).isEqualTo(computed);
		assertThat(format("module.formatValue(%s)".formatted(arguments))).isEqualTo(sent);
	}

	/** The least, the mean and the greatest value of any range read differently. */
	@Test
	void figuresOfARangeDiffer() {
		assertThat(format("""
				(() => {
					const same = [];
					for (let size = -300; size <= 300; size++) {
						for (let narrow = 0; narrow <= 12; narrow++) {
							const min = Number(`1.7e${size}`);
							const max = min + Number(`1e${size - narrow}`);
							const texts = [min, min + (max - min) / 3, max].map((value) => module.formatIn(value, min, max));
							if (new Set(texts).size < 3) {
								same.push(texts);
							}
						}
					}
					return same.slice(0, 3).join('; ');
				})()""")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "1, 3600, 1 /h", "0, 3600, 0 /s", "20000, 3600, 5.556 /s", "60, 3600, 1 /min", "1, 86400, 1 /d",
			"7, 3600, 7 /h", "3600000000, 3600, 1 M /s" })
	void rateIsInTheUnitInWhichItIsReadable(String count, String seconds, String expected) {
		assertThat(format("(({ text, per }) => `${text} ${per}`)(module.formatRate(%s, %s))".formatted(count, seconds)))
			.isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "1e-7, 1e-7", "1.7e300, 1.7e300", "1000000000012.5, 1000000000012.5", "-0, 0", "0.1, 0.1", "null, ''" })
	void exactNumberIsReadByAMachine(String number, String expected) {
		assertThat(format("module.formatExact(%s)".formatted(number))).isEqualTo(expected);
	}

	/** With screenshots of each, to be looked at. */
	@ParameterizedTest
	@CsvSource({ "tiny, 1e-7, 3e-8", "huge, 1e12, 60", "offset, 1013, 0.5", "negative, -40, 25", "astronomic, 1e300, 3e299" })
	void tilesKeepMinMeanAndMaxApart(String name, double middle, double spread) {
		StringBuilder lines = new StringBuilder();
		Instant now = Instant.now();
		for (int i = 0; i < 600; i++) {
			lines.append("{\"timestamp\":\"%s\",\"value\":%s}\n".formatted(now.minusSeconds(5L * i),
					Double.toString(middle + spread * Math.sin(i / 17.0) * Math.cos(i / 5.0))));
		}
		this.http.send("POST", "/events", lines.toString(), "Content-Type", "application/x-ndjson");
		openLive();
		browser.await(3, () -> "600".equals(browser.text("#count")));
		String min = browser.text("#min");
		assertThat(browser.text("#mean")).isNotEqualTo(min).isNotEqualTo(browser.text("#max"));
		assertThat(browser.text("#max")).isNotEqualTo(min);
		assertThat(browser.run("""
				return [...document.querySelectorAll('#figures dd')].filter((each) => each.scrollWidth > each.clientWidth + 1)
					.map((each) => each.textContent).join()""")).isEqualTo("");
		browser.await(3, () -> charts.medianPixels() > 100);
		browser.screenshot("numbers-" + name);
		assertQuiet();
	}

	@Test
	void exactValueIsShownOnHoverAndCopied() {
		this.http.postEvent(Instant.now(), "1013.123456789012");
		openLive();
		browser.await(3, () -> "1".equals(browser.text("#count")));
		assertThat(browser.text("#mean")).isEqualTo("1,013.12346");
		assertThat(browser.find("#mean").getAttribute("title")).isEqualTo("1013.123456789012");
		browser.run("""
				window.copied = [];
				document.addEventListener('copy', (event) => window.copied.push(event.clipboardData.getData('text/plain')));
				getSelection().selectAllChildren(document.getElementById('mean'));""");
		assertThat(copied()).isEqualTo("1013.123456789012");
		browser.run("getSelection().removeAllRanges(); document.getElementById('max').focus()");
		assertThat(copied()).isEqualTo("1013.123456789012");
		browser.run("document.getElementById('table').open = true");
		browser.await(3, () -> (boolean) browser.run("""
				const body = document.querySelector('#table tbody');
				getSelection().selectAllChildren(body);
				return [...body.rows].some((row) => row.cells[1].textContent === '1');"""));
		assertThat(copied().lines()).anyMatch((line) -> line.endsWith("\t1013.123456789012"));
		browser.run("getSelection().selectAllChildren(document.querySelector('#figures dl'))");
		assertThat(copied().lines()).hasSize(9).contains("Count\t1", "Rate /h\t1", "Maximum\t1013.123456789012");
	}

	private static String copied() {
		browser.copy();
		return browser.run("return window.copied.at(-1)").toString();
	}

}
