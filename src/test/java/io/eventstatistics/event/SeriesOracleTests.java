package io.eventstatistics.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

import io.eventstatistics.testing.MutableClock;
import io.eventstatistics.testing.NaiveWindow;
import io.eventstatistics.window.WindowInvariants;
import io.eventstatistics.window.series.SeriesWindows;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;

import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Series, unions and groups against an oracle a series, under random batches, clocks that
 * move on and back, expiry and the limit.
 */
class SeriesOracleTests {

	private static final long HOUR = 3_600_000_000_000L;

	private static final int MAX_SERIES = 9;

	private static final String UNNAMED = "";

	private static final List<String> NAMES = List.of(UNNAMED, "a", "a.b", "a.c", "a.c.d", "A", "b", "b:1", "b-2",
			"b_3", "0", "c.long.name.of-a_series:7", "d");

	private final long seed = new Random().nextLong();

	private final SplittableRandom random = new SplittableRandom(this.seed);

	private final MutableClock clock = new MutableClock(Instant.parse("2026-11-23T14:30:00.123456789Z"));

	private final EventService service = new EventService(this.clock, Duration.ofHours(1), Duration.ofMinutes(10),
			Long.MAX_VALUE, Long.MAX_VALUE, MAX_SERIES, 1);

	private final SeriesWindows windows = (SeriesWindows) Objects
		.requireNonNull(ReflectionTestUtils.getField(this.service, "windows"));

	private final Map<String, NaiveWindow> oracle = new TreeMap<>();

	private int refused;

	@RepeatedTest(4)
	void everySeriesUnionAndGroup() {
		for (int step = 0; step < 60; step++) {
			String description = "step %d, seed %d".formatted(step, this.seed);
			record(description);
			checkAnswers(description);
			WindowInvariants.checkBytes(this.windows, description);
			moveClock();
		}
		assertThat(this.refused).as("refused, seed %d", this.seed).isPositive();
		this.clock.advance(3 * HOUR);
		assertThat(this.service.meters().series()).isZero();
		assertThat(this.service.meters().held()).isZero();
		WindowInvariants.checkBytes(this.windows, "all has expired");
	}

	private void record(String description) {
		EventBatch batch = new EventBatch(1);
		int size = 1 + this.random.nextInt((this.random.nextInt(8) == 0) ? 3000 : 60);
		int names = 1 + this.random.nextInt(NAMES.size());
		for (int i = 0; i < size; i++) {
			String name = NAMES.get(this.random.nextInt(names));
			long timestamp = this.clock.nanos() + HOUR / 6
					- this.random.nextLong((this.random.nextInt(4) == 0) ? 2 * HOUR : HOUR);
			batch.add(timestamp, this.random.nextInt(1000) / 8.0 - 20, name.equals(UNNAMED) ? null : name);
		}
		Set<String> after = new HashSet<>(held());
		after.addAll(counting(batch));
		after.remove(UNNAMED);
		try {
			Receipt receipt = this.service.record(batch, null);
			assertThat(after).as(description).hasSizeLessThanOrEqualTo(MAX_SERIES);
			assertThat(receipt.expired()).isEqualTo(batch.countBefore(this.clock.nanos() - HOUR));
			for (int i = 0; i < size; i++) {
				this.oracle.computeIfAbsent(name(batch, i), (any) -> new NaiveWindow(HOUR))
					.record(this.clock.nanos(), batch.timestampNanos(i), batch.value(i));
			}
		}
		catch (SeriesLimitException ex) {
			this.refused++;
			assertThat(after).as(description).hasSizeGreaterThan(MAX_SERIES);
		}
	}

	private static String name(EventBatch batch, int index) {
		return Objects.requireNonNullElse(batch.series(index), UNNAMED);
	}

	private Set<String> counting(EventBatch batch) {
		Set<String> names = new HashSet<>();
		for (int i = 0; i < batch.size(); i++) {
			if (batch.timestampNanos(i) >= this.clock.nanos() - HOUR) {
				names.add(name(batch, i));
			}
		}
		return names;
	}

	/** Prunes, for what the service sees as expired stays expired. */
	private List<String> held() {
		this.oracle.values().forEach((window) -> window.prune(this.clock.nanos()));
		return NAMES.stream().filter((name) -> !values(name, HOUR).isEmpty()).toList();
	}

	private List<Double> values(String name, long part) {
		NaiveWindow window = this.oracle.get(name);
		return (window != null) ? window.values(this.clock.nanos() - part, Long.MAX_VALUE) : List.of();
	}

	private void moveClock() {
		switch (this.random.nextInt(8)) {
			case 0 -> this.clock.advance(-this.random.nextLong(HOUR / 4));
			case 1 -> this.clock.advance(this.random.nextLong(2 * HOUR));
			default -> this.clock.advance(this.random.nextLong(HOUR / 8));
		}
		if (this.random.nextBoolean()) {
			held();
			this.service.statistics();
		}
	}

	private void checkAnswers(String description) {
		List<String> held = held();
		long part = (this.random.nextInt(3) == 0) ? HOUR : 1 + this.random.nextLong(HOUR);
		checkUnion(SeriesSelector.all(), part, description);
		checkUnion(SeriesSelector.of(Set.of(), Set.of(), true), part, description);
		checkUnion(SeriesSelector.of(Set.of("a", "nobody"), Set.of(), false), part, description);
		checkUnion(SeriesSelector.of(Set.of("a.b", "b"), Set.of("a.", "c"), this.random.nextBoolean()), part,
				description);
		assertThat(this.service.statistics().count()).as(description)
			.isEqualTo(NAMES.stream().mapToLong((name) -> values(name, HOUR).size()).sum());
		Meters meters = this.service.meters();
		assertThat(meters.held()).as(description).isEqualTo(this.service.statistics().count());
		assertThat(meters.series()).as(description)
			.isEqualTo(held.stream().filter((name) -> !name.equals(UNNAMED)).count());
		checkPages(held, description);
	}

	private void checkUnion(SeriesSelector selector, long part, String description) {
		List<Double> all = new ArrayList<>();
		Map<String, List<Double>> bySeries = new TreeMap<>();
		for (String name : NAMES) {
			if (selector.includes(name.equals(UNNAMED) ? null : name) && !values(name, part).isEmpty()) {
				bySeries.put(name, values(name, part));
				all.addAll(values(name, part));
			}
		}
		all.sort(null);
		Duration duration = Duration.ofNanos(part);
		FigureOracle.assertFigures(this.service.snapshot(selector, duration, true).aggregate(), all, description);
		assertThat(this.service.snapshot(selector, duration, false).aggregate().summary().toStatistics())
			.as(description)
			.isEqualTo(NaiveWindow.statistics(all));
		Groups groups = this.service.groups(selector, duration, true);
		FigureOracle.assertFigures(groups.total().aggregate(), all, description);
		assertThat(groups.groups()).as(description).hasSameSizeAs(bySeries.keySet());
		for (Group group : groups.groups()) {
			FigureOracle.assertFigures(group.snapshot().aggregate(),
					Objects.requireNonNull(bySeries.get(nameOf(group.series()))), description);
		}
		List<GroupHistory> histories = this.service.histories(selector, duration, Duration.ofMinutes(7), false, 100);
		assertThat(histories).as(description)
			.extracting((history) -> nameOf(history.series()))
			.containsExactlyElementsOf(bySeries.keySet());
		for (GroupHistory history : histories) {
			long count = history.history()
				.points()
				.stream()
				.mapToLong((point) -> point.aggregate().summary().count())
				.sum();
			assertThat(Objects.requireNonNull(bySeries.get(nameOf(history.series())))).as(description)
				.hasSize((int) count);
		}
	}

	private static String nameOf(@Nullable String series) {
		return Objects.requireNonNullElse(series, UNNAMED);
	}

	private void checkPages(List<String> held, String description) {
		List<String> expected = held.stream().filter((name) -> !name.equals(UNNAMED)).sorted().toList();
		List<String> listed = new ArrayList<>();
		String after = null;
		do {
			SeriesPage page = this.service.series(UNNAMED, after, 2);
			assertThat(page.held()).as(description).isEqualTo(expected.size());
			assertThat(page.capacity()).isEqualTo(MAX_SERIES);
			for (HeldSeries series : page.series()) {
				listed.add(series.series());
				assertThat(series.count()).as(description).isEqualTo(values(series.series(), HOUR).size());
			}
			after = page.next();
		}
		while (after != null);
		assertThat(listed).as(description).isEqualTo(expected);
	}

}
