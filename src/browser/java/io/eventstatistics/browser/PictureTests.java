package io.eventstatistics.browser;

import java.io.IOException;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A picture of the dashboard with each kind of values, on screens of all sizes. The
 * pictures are kept in target/screenshots, to be looked at.
 */
class PictureTests extends Dashboard {

	private static final int[] WIDTHS = { 1920, 1366, 390 };

	private static final String[] VIEWS = { "?", "?view=heatmap", "?scale=log&lines=p50,p95,p99,mean,band&line=50:Limit" };

	@ParameterizedTest
	@EnumSource
	void everyKindOfValuesIsDrawn(Kind kind) throws IOException {
		kind.post(this);
		for (int i = 0; i < VIEWS.length; i++) {
			int width = WIDTHS[(kind.ordinal() + i) % WIDTHS.length];
			browser.scheme((i % 2 == 0) ? "dark" : "light");
			browser.size(width, 900);
			browser.open(page + VIEWS[i]);
			String drawn = (i == 1) ? "--heat" : "--p50";
			browser.await(8, () -> charts.pixels(drawn) > 0);
			browser.run("document.getElementById('distribution').scrollIntoView()");
			browser.await(5, () -> browser.text("#distribution > .note").contains(" bin"));
			assertThat(browser.violations()).isEmpty();
			assertThat(browser.run("return document.documentElement.scrollWidth - innerWidth")).isEqualTo(0L);
			browser.screenshot("kind-%s-%d".formatted(kind, i));
		}
		assertQuiet();
	}

	/** What the values of an hour are like, by their age in seconds. */
	enum Kind {

		SINGLE(1, 60, (random) -> (age) -> 12.34),

		LATENCIES(20_000, 3595, (random) -> {
			int[] index = new int[1];
			return (age) -> 40 * Math.exp(0.4 * random.nextGaussian()) * ((index[0]++ % 2500 == 7) ? 120 : 1);
		}),

		TINY(2000, 3595, (random) -> (age) -> 1e-7 * (1 + 0.3 * random.nextGaussian())),

		FAR(2000, 3595, (random) -> (age) -> 1.7e12 + 200 * random.nextDouble() - 100),

		NARROW(2000, 3595, (random) -> (age) -> 1011 + 4 * random.nextDouble()),

		NEGATIVE(2000, 3595, (random) -> (age) -> -20 - 5 * Math.abs(random.nextGaussian())),

		BOTH_SIDES(2000, 3595, (random) -> (age) -> 30 * random.nextGaussian() * Math.exp(random.nextGaussian())),

		EQUAL(2000, 3595, (random) -> (age) -> 5),

		EXTREME(200, 3595, (random) -> (age) -> random.nextBoolean() ? 1e308 : -1e308),

		HUGE(2000, 3595, (random) -> (age) -> 1e300 * (1 + 0.1 * random.nextDouble())),

		PART(2000, 900, (random) -> (age) -> 50 + 10 * random.nextGaussian());

		private final int count;

		private final int seconds;

		private final Function<Random, DoubleUnaryOperator> values;

		Kind(int count, int seconds, Function<Random, DoubleUnaryOperator> values) {
			this.count = count;
			this.seconds = seconds;
			this.values = values;
		}

		void post(Dashboard dashboard) {
			SampleHour.post(dashboard.http, this.count, this.values.apply(new Random(5)), this.seconds);
		}

	}

}
