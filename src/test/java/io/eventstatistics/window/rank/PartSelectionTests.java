package io.eventstatistics.window.rank;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import io.eventstatistics.window.rank.PartSelection.Range;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Surveys against the values themselves, and the selection from surveys against a sort.
 */
class PartSelectionTests {

	private static final int LIMIT = 1024;

	private static final List<Quantile> QUANTILES = Stream.of("0", "0.001", "0.25", "0.5", "0.9", "0.99", "0.999", "1")
		.map((quantile) -> Quantile.of(new BigDecimal(quantile)))
		.toList();

	private static final List<ToDoubleFunction<RandomGenerator>> KINDS = List.of((random) -> random.nextGaussian(),
			(random) -> random.nextInt(3), (random) -> random.nextInt(5000) / 7.0, (random) -> 7,
			(random) -> (random.nextInt(3) > 0) ? 1e9 : random.nextGaussian(),
			(random) -> Math.scalb(1.0 + random.nextInt(9), random.nextInt(2000) - 1000),
			(random) -> (random.nextInt(40_000) - 20_000) * Double.MIN_VALUE);

	private final long seed = new Random().nextLong();

	private final SplittableRandom random = new SplittableRandom(this.seed);

	@RepeatedTest(20)
	void surveysCountExactly() {
		List<SortedColumn> columns = columns(1 + this.random.nextInt(30_000), kind());
		double[] all = sorted(columns);
		double from = (this.random.nextInt(3) == 0) ? Double.NEGATIVE_INFINITY : any(all);
		double to = (this.random.nextInt(3) == 0) ? Double.POSITIVE_INFINITY : Math.nextUp(any(all));
		int limit = 2 + this.random.nextInt(LIMIT);
		Survey survey = new ColumnSurvey(columns).survey(from, Math.max(from, to), limit);
		double[] within = Arrays.stream(all).filter((value) -> value >= from && value < to).toArray();
		String description = "from %s to %s, limit %d, seed %d".formatted(from, to, limit, this.seed);
		assertThat(survey.below()).as(description)
			.isEqualTo(Arrays.stream(all).filter((value) -> value < from).count());
		assertThat(size(survey)).as(description).isEqualTo(within.length);
		assertThat(survey.marks().length).as(description).isLessThanOrEqualTo(limit);
		int index = 0;
		for (int i = 0; i < survey.marks().length; i++) {
			index += (int) survey.gaps()[i];
			assertThat(within[index]).as(description).isEqualTo(survey.marks()[i]);
			assertThat(index == 0 || within[index - 1] < within[index]).as(description).isTrue();
			index += (int) survey.equal()[i];
			assertThat(within[index - 1]).as(description).isEqualTo(survey.marks()[i]);
		}
		assertThat(index).as(description).isEqualTo(within.length);
		if (within.length > 0) {
			assertThat(survey.gaps()[0]).as(description).isZero();
			assertThat(survey.gaps()[survey.marks().length]).as(description).isZero();
		}
	}

	@RepeatedTest(20)
	void selectsWhatASortWouldFind() {
		ToDoubleFunction<RandomGenerator> kind = kind();
		List<ColumnSurvey> parts = new ArrayList<>();
		List<SortedColumn> all = new ArrayList<>();
		int count = 1 + this.random.nextInt(16);
		for (int i = 0; i < count; i++) {
			int size = this.random.nextInt(8);
			List<SortedColumn> columns = columns((size == 0) ? 0 : this.random.nextInt(1 << (2 * size)), kind);
			parts.add(new ColumnSurvey(columns));
			all.addAll(columns);
		}
		all.add(new SortedColumn(new double[] { kind.applyAsDouble(this.random) }, 0, 1));
		parts.add(new ColumnSurvey(all.subList(all.size() - 1, all.size())));
		PartSelection selection = new PartSelection(sorted(all).length, QUANTILES);
		int rounds = run(selection, parts);
		double[] expected = Percentiles.ofUnsorted(sorted(all), QUANTILES);
		for (int i = 0; i < expected.length; i++) {
			assertThat(selection.quantile(QUANTILES.get(i))).as("%s, seed %d", QUANTILES.get(i), this.seed)
				.isEqualTo(expected[i]);
		}
		assertThat(rounds).as("rounds, seed %d", this.seed).isLessThanOrEqualTo(4);
	}

	@Test
	void aMillionValuesInSixteenPartsTakeThreeRounds() {
		List<ColumnSurvey> parts = new ArrayList<>();
		List<SortedColumn> all = new ArrayList<>();
		for (int i = 0; i < 16; i++) {
			double offset = i;
			List<SortedColumn> columns = columns(65_536, (each) -> each.nextGaussian() + offset);
			parts.add(new ColumnSurvey(columns));
			all.addAll(columns);
		}
		PartSelection selection = new PartSelection(1 << 20, QUANTILES);
		assertThat(run(selection, parts)).as("seed %d", this.seed).isLessThanOrEqualTo(3);
		assertThat(selection.quantile(QUANTILES.get(3))).isEqualTo(Percentiles.ofUnsorted(sorted(all), QUANTILES)[3]);
	}

	@Test
	void aRoundLeavesAFewOf128Values() {
		List<SortedColumn> columns = columns(1 << 20, RandomGenerator::nextDouble);
		ColumnSurvey survey = new ColumnSurvey(columns);
		PartSelection selection = new PartSelection(1 << 20, QUANTILES.subList(4, 5));
		Range range = selection.ranges().get(0);
		selection.narrow(range, List.of(survey.survey(range.from(), range.to(), LIMIT)));
		Range left = selection.ranges().get(0);
		assertThat(size(survey.survey(left.from(), left.to(), LIMIT))).as("seed %d", this.seed)
			.isLessThan((1 << 20) / 32);
		assertThat(left.from()).isCloseTo(0.9, within(0.05));
	}

	/** The only double between both marks is 0.0, which no survey has named. */
	@Test
	void zeroBetweenTwoMarksIsPositive() {
		Quantile median = QUANTILES.get(3);
		PartSelection selection = new PartSelection(5, List.of(median));
		selection.narrow(selection.ranges().get(0), List.of(new Survey(0,
				new double[] { -Double.MIN_VALUE, Double.MIN_VALUE }, new long[] { 1, 1 }, new long[] { 0, 3, 0 })));
		assertThat(selection.ranges()).isEmpty();
		assertThat(Double.doubleToRawLongBits(selection.quantile(median))).isZero();
	}

	@Test
	void surveysThatContradictTheCountAreRefused() {
		PartSelection selection = new PartSelection(10, QUANTILES);
		Range range = selection.ranges().get(0);
		assertThatIllegalArgumentException().isThrownBy(() -> selection.narrow(range, List.of(Survey.empty(0))));
		PartSelection other = new PartSelection(10, QUANTILES);
		Survey tooFew = new Survey(0, new double[] { 1 }, new long[] { 9 }, new long[2]);
		assertThatIllegalArgumentException().isThrownBy(() -> {
			while (!other.ranges().isEmpty()) {
				other.narrow(other.ranges().get(0), List.of(tooFew));
			}
		});
	}

	private static int run(PartSelection selection, List<ColumnSurvey> parts) {
		int rounds = 0;
		for (List<Range> ranges = selection.ranges(); !ranges.isEmpty(); ranges = selection.ranges()) {
			rounds++;
			for (Range range : ranges) {
				selection.narrow(range,
						parts.stream().map((part) -> part.survey(range.from(), range.to(), LIMIT)).toList());
			}
		}
		return rounds;
	}

	private ToDoubleFunction<RandomGenerator> kind() {
		return KINDS.get(this.random.nextInt(KINDS.size()));
	}

	private double any(double[] values) {
		return values[this.random.nextInt(values.length)];
	}

	private List<SortedColumn> columns(int count, ToDoubleFunction<RandomGenerator> kind) {
		List<SortedColumn> columns = new ArrayList<>();
		int left = count;
		while (left > 0) {
			double[] values = new double[Math.min(left, 1 + this.random.nextInt(4096))];
			Arrays.setAll(values, (i) -> kind.applyAsDouble(this.random) + 0.0);
			Arrays.sort(values);
			columns.add(new SortedColumn(values, 0, values.length));
			left -= values.length;
		}
		return columns;
	}

	private static double[] sorted(List<SortedColumn> columns) {
		return columns.stream()
			.flatMapToDouble((column) -> Arrays.stream(column.values, column.from, column.to))
			.sorted()
			.toArray();
	}

	/** Returns the number of values of a survey's range. */
	private static long size(Survey survey) {
		return Arrays.stream(survey.equal()).sum() + Arrays.stream(survey.gaps()).sum();
	}

}
