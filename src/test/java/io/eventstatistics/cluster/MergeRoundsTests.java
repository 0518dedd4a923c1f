package io.eventstatistics.cluster;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.Group;
import io.eventstatistics.event.SeriesSelector;
import io.eventstatistics.event.Snapshot;
import io.eventstatistics.window.Aggregate;
import io.eventstatistics.window.rank.Quantile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many rounds percentiles take, and how many bytes are sent.
 */
class MergeRoundsTests {

	private static final int PARTS = 8;

	private static final int EVENTS = 200_000;

	private final long seed = new Random().nextLong();

	private final SplittableRandom random = new SplittableRandom(this.seed);

	private final SplitWindow windows = new SplitWindow(PARTS, this.random);

	@ParameterizedTest
	@EnumSource
	void manyEventsTakeThreeRounds(HostileValues kind) {
		fill(kind);
		PartialQuestion question = PartialQuestion.snapshot(this.windows.asOf(), SeriesSelector.all(),
				SplitWindow.WINDOW, true);
		LocalParts parts = new LocalParts(this.windows.parts, question);
		Merge merge = parts.merge(question);
		merge.select(List.of(AggregateKey.all(0)), Same.QUANTILES);
		String description = "%s, seed %d, %d rounds, %d bytes, longest %d".formatted(kind, this.seed, parts.rounds,
				parts.bytes, parts.longestAnswer);
		assertThat(parts.rounds).as(description).isLessThanOrEqualTo(3);
		assertThat(parts.longestAnswer).as(description).isLessThan(2 * Same.QUANTILES.size() * 128 * 16);
		Snapshot expected = this.windows.whole.snapshot(SplitWindow.WINDOW, true);
		Same.assertSame(merge.snapshot(), expected, true, description);
		assertThat(parts.rounds).as("selected in advance").isLessThanOrEqualTo(3);
	}

	@Test
	void figuresWithoutPercentilesTakeNoRound() {
		fill(HostileValues.LOG_NORMAL);
		PartialQuestion question = PartialQuestion.snapshot(this.windows.asOf(), SeriesSelector.all(),
				SplitWindow.WINDOW, true);
		LocalParts parts = new LocalParts(this.windows.parts, question);
		Snapshot snapshot = parts.merge(question).snapshot();
		assertThat(snapshot.aggregate().standardDeviation())
			.isEqualTo(this.windows.whole.snapshot(SplitWindow.WINDOW, true).aggregate().standardDeviation());
		assertThat(parts.rounds).isZero();
		assertThat(Part.of(this.windows.parts.get(0), question).partial().length).isLessThan(100);
	}

	@Test
	void thirtyTwoPercentilesOfManySeriesShareRounds() {
		assertThat(roundsOf32Percentiles(300, 30_000, PARTS)).as("seed %d", this.seed).isLessThanOrEqualTo(3);
	}

	@Test
	void moreRangesThanARoundHasTakeMoreRounds() {
		assertThat(roundsOf32Percentiles(90, 450_000, 1)).as("seed %d", this.seed).isBetween(4, 9);
	}

	private int roundsOf32Percentiles(int series, int events, int count) {
		fill(series, events, count);
		List<Quantile> quantiles = IntStream.range(0, 32)
			.mapToObj((i) -> Quantile.ofPercentile(BigDecimal.valueOf(3L * i)))
			.toList();
		PartialQuestion question = PartialQuestion.groups(this.windows.asOf(), SeriesSelector.all(), SplitWindow.WINDOW,
				true);
		LocalParts parts = new LocalParts(this.windows.parts, question);
		Merge merge = parts.merge(question);
		List<AggregateKey> keys = new ArrayList<>(List.of(AggregateKey.all(0)));
		merge.groups().groups().forEach((group) -> keys.add(AggregateKey.of(group.series(), 0)));
		assertThat(keys).hasSize(series + 1);
		merge.select(keys, quantiles);
		assertThat(parts.longestAnswer).isLessThan(1 << 20);
		int rounds = parts.rounds;
		Map<String, Aggregate> expected = new HashMap<>();
		this.windows.whole.groups(SeriesSelector.all(), SplitWindow.WINDOW, true)
			.groups()
			.forEach((group) -> expected.put(String.valueOf(group.series()), group.snapshot().aggregate()));
		for (Group group : merge.groups().groups()) {
			Aggregate whole = Objects.requireNonNull(expected.get(String.valueOf(group.series())));
			whole.select(quantiles);
			for (Quantile quantile : quantiles) {
				assertThat(group.snapshot().aggregate().quantile(quantile)).as("seed %d", this.seed)
					.isEqualTo(whole.quantile(quantile));
			}
		}
		assertThat(parts.rounds).isEqualTo(rounds);
		return rounds;
	}

	private void fill(int series, int events, int count) {
		EventBatch[] batches = IntStream.range(0, count).mapToObj((i) -> new EventBatch(64)).toArray(EventBatch[]::new);
		for (int i = 0; i < events; i++) {
			batches[this.random.nextInt(count)].add(this.windows.clock.nanos() - i, this.random.nextGaussian(),
					"s" + this.random.nextInt(series));
		}
		for (int i = 0; i < count; i++) {
			this.windows.record(batches[i], i);
		}
	}

	private void fill(HostileValues kind) {
		for (int part = 0; part < PARTS; part++) {
			EventBatch batch = new EventBatch(EVENTS / PARTS);
			for (int i = 0; i < EVENTS / PARTS; i++) {
				long age = this.random.nextLong(SplitWindow.WINDOW.toNanos());
				batch.add(this.windows.clock.nanos() - age, kind.next.applyAsDouble(this.random));
			}
			this.windows.record(batch, part);
		}
	}

}
