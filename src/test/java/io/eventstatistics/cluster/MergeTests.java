package io.eventstatistics.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

import io.eventstatistics.event.Group;
import io.eventstatistics.event.GroupHistory;
import io.eventstatistics.event.Groups;
import io.eventstatistics.event.History;
import io.eventstatistics.event.SeriesSelector;
import io.eventstatistics.event.Snapshot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any split of any events into 1 to 16 parts gives the bits of one window.
 */
class MergeTests {

	private static final List<String> SERIES = List.of("", "a", "a.b", "a.c", "B", "b:1", "z_9");

	private final long seed = new Random().nextLong();

	private final SplittableRandom random = new SplittableRandom(this.seed);

	@ParameterizedTest
	@EnumSource
	void everySplitGivesTheBitsOfOneWindow(HostileValues kind) {
		for (int run = 0; run < 12; run++) {
			int count = 1 + this.random.nextInt(16);
			int events = (run < 4) ? run : this.random.nextInt((run < 6) ? 10_000 : 500);
			SplitWindow windows = new SplitWindow(count, this.random);
			fill(windows, kind, events);
			String description = "%s, run %d, %d events, %d parts, seed %d".formatted(kind, run, events, count,
					this.seed);
			SeriesSelector selector = selector();
			Duration part = this.random.nextBoolean() ? SplitWindow.WINDOW
					: Duration.ofNanos(1 + this.random.nextLong(SplitWindow.WINDOW.toNanos()));
			boolean detailed = this.random.nextInt(4) > 0;
			checkSnapshot(windows, selector, part, detailed, description);
			checkGroups(windows, selector, part, detailed, description);
			checkHistories(windows, selector, part, detailed, description);
		}
	}

	private void fill(SplitWindow windows, HostileValues kind, int events) {
		int how = this.random.nextInt(4);
		int count = windows.parts.size();
		for (int i = 0; i < events; i++) {
			double value = kind.next.applyAsDouble(this.random);
			String name = SERIES.get(this.random.nextInt(SERIES.size()));
			long age = age();
			int part = switch (how) {
				case 0 -> this.random.nextInt(count);
				case 1 -> Math.floorMod(name.hashCode(), count);
				case 2 -> Math.floorMod(Double.hashCode(value), count);
				default -> Math.floorMod(age / 60_000_000_000L, count);
			};
			windows.record(age, value, name.isEmpty() ? null : name, part);
		}
	}

	/** Some are ahead, some older than the window, some on its very edge. */
	private long age() {
		long window = SplitWindow.WINDOW.toNanos();
		return switch (this.random.nextInt(40)) {
			case 0 -> -this.random.nextLong(60_000_000_000L);
			case 1 -> window + this.random.nextInt(3) - 1;
			case 2 -> window + this.random.nextLong(10_000_000_000L);
			case 3 -> this.random.nextInt(3) - 1;
			default -> this.random.nextLong(window);
		};
	}

	private SeriesSelector selector() {
		return switch (this.random.nextInt(4)) {
			case 0 -> SeriesSelector.of(Set.of("a", "nobody"), Set.of(), true);
			case 1 -> SeriesSelector.of(Set.of("z_9"), Set.of("a.", "b"), false);
			default -> SeriesSelector.all();
		};
	}

	private void checkSnapshot(SplitWindow windows, SeriesSelector selector, Duration part, boolean detailed,
			String description) {
		PartialQuestion question = PartialQuestion.snapshot(windows.asOf(), selector, part, detailed);
		Snapshot actual = LocalParts.merge(windows.parts, question).snapshot();
		Snapshot expected = windows.whole.snapshot(selector, part, detailed);
		Same.assertSame(actual, expected, detailed, description);
		if (detailed) {
			Same.assertSameHistogram(actual, expected, 1 + this.random.nextInt(200), description);
		}
	}

	private void checkGroups(SplitWindow windows, SeriesSelector selector, Duration part, boolean detailed,
			String description) {
		PartialQuestion question = PartialQuestion.groups(windows.asOf(), selector, part, detailed);
		Merge merge = LocalParts.merge(windows.parts, question);
		Groups actual = merge.groups();
		Groups expected = windows.whole.groups(selector, part, detailed);
		if (detailed && this.random.nextBoolean()) {
			List<AggregateKey> keys = new ArrayList<>(List.of(AggregateKey.all(0)));
			actual.groups().forEach((group) -> keys.add(AggregateKey.of(group.series(), 0)));
			merge.select(keys, Same.QUANTILES);
		}
		Same.assertSame(actual.total(), expected.total(), detailed, description);
		List<Group> sorted = expected.groups()
			.stream()
			.sorted(Comparator.comparing((group) -> nameOf(group.series())))
			.toList();
		assertThat(actual.groups()).as(description)
			.extracting(Group::series)
			.isEqualTo(sorted.stream().map(Group::series).toList());
		for (int i = 0; i < sorted.size(); i++) {
			Same.assertSame(actual.groups().get(i).snapshot(), sorted.get(i).snapshot(), detailed, description);
		}
	}

	private void checkHistories(SplitWindow windows, SeriesSelector selector, Duration part, boolean detailed,
			String description) {
		Duration step = Duration.ofSeconds(60 + this.random.nextInt(1000));
		PartialQuestion question = PartialQuestion.history(windows.asOf(), selector, part, step, detailed);
		assertSame(LocalParts.merge(windows.parts, question).history(),
				windows.whole.history(selector, part, step, detailed), detailed, description);
		int limit = 1 + this.random.nextInt(SERIES.size());
		question = PartialQuestion.histories(windows.asOf(), selector, part, step, detailed, limit);
		List<GroupHistory> actual = LocalParts.merge(windows.parts, question).histories();
		List<GroupHistory> expected = windows.whole.histories(selector, part, step, detailed, limit);
		assertThat(actual).as(description)
			.extracting(GroupHistory::series)
			.isEqualTo(expected.stream().map(GroupHistory::series).toList());
		for (int i = 0; i < expected.size(); i++) {
			assertSame(actual.get(i).history(), expected.get(i).history(), detailed, description);
		}
	}

	private static void assertSame(History actual, History expected, boolean detailed, String description) {
		assertThat(actual.from()).as(description).isEqualTo(expected.from());
		assertThat(actual.to()).as(description).isEqualTo(expected.to());
		assertThat(actual.step()).as(description).isEqualTo(expected.step());
		assertThat(actual.points()).as(description).hasSameSizeAs(expected.points());
		for (int i = 0; i < expected.points().size(); i++) {
			Same.assertSame(actual.points().get(i), expected.points().get(i), detailed, description);
		}
	}

	private static String nameOf(@Nullable String series) {
		return Objects.requireNonNullElse(series, "");
	}

}
