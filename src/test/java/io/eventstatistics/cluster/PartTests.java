package io.eventstatistics.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.EventService;
import io.eventstatistics.event.SeriesSelector;
import io.eventstatistics.event.Snapshot;
import io.eventstatistics.window.rank.PartSelection.Range;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * All rounds of a part are about the same events.
 */
class PartTests {

	private static final int PARTS = 3;

	private final long seed = new Random().nextLong();

	private final SplittableRandom random = new SplittableRandom(this.seed);

	private final SplitWindow windows = new SplitWindow(PARTS, this.random);

	@RepeatedTest(5)
	void laterEventsAndExpiryChangeNoRound() {
		for (int part = 0; part < PARTS; part++) {
			this.windows.record(events(10_000), part);
			for (int i = 0; i < 500; i++) {
				this.windows.record(events(1 + this.random.nextInt(3)), part);
			}
		}
		PartialQuestion question = PartialQuestion.snapshot(this.windows.asOf(), SeriesSelector.all(),
				SplitWindow.WINDOW, true);
		Snapshot expected = this.windows.whole.snapshot(SplitWindow.WINDOW, true);
		LocalParts parts = new LocalParts(this.windows.parts, question);
		LocalParts changing = new LocalParts(this.windows.parts, question) {
			@Override
			public List<byte[]> survey(byte[] ranges) {
				PartTests.this.windows.parts.forEach(PartTests.this::change);
				return super.survey(ranges);
			}
		};
		String description = "seed %d".formatted(this.seed);
		Same.assertSame(changing.merge(question).snapshot(), expected, true, description);
		this.windows.parts.forEach(EventService::clear);
		Same.assertSame(parts.merge(question).snapshot(), expected, true, description);
	}

	private void change(EventService service) {
		for (int i = 0; i < 20; i++) {
			service.record(events(500), null);
		}
		service.snapshot(Duration.ofMinutes(30), true).aggregate().standardDeviation();
	}

	private EventBatch events(int count) {
		EventBatch batch = new EventBatch(count);
		for (int i = 0; i < count; i++) {
			batch.add(this.windows.clock.nanos() - this.random.nextLong(SplitWindow.WINDOW.toNanos()),
					this.random.nextGaussian());
		}
		return batch;
	}

	@Test
	void aQuestionWithoutDetailsHasNoRounds() {
		PartialQuestion question = PartialQuestion.snapshot(this.windows.asOf(), SeriesSelector.all(),
				SplitWindow.WINDOW, false);
		Part part = Part.of(this.windows.parts.get(0), question);
		byte[] ranges = Ranges.of(List.of(new Ranges.OfAggregate(AggregateKey.all(0), new Range(0, 1)))).encode();
		assertThatExceptionOfType(UnreadableMessageException.class).isThrownBy(() -> part.survey(ranges));
	}

	@Test
	void aPartOfAnotherQuestionIsRefused() {
		this.windows.record(events(1), 0);
		PartialQuestion groups = PartialQuestion.groups(this.windows.asOf(), SeriesSelector.all(), SplitWindow.WINDOW,
				true);
		PartialQuestion snapshot = PartialQuestion.snapshot(this.windows.asOf(), SeriesSelector.all(),
				SplitWindow.WINDOW, true);
		byte[] partial = Part.of(this.windows.parts.get(0), groups).partial();
		assertThatExceptionOfType(UnreadableMessageException.class)
			.isThrownBy(() -> new Merge(snapshot, List.of(partial), (ranges) -> List.of()))
			.withMessageContaining("it answers another question");
	}

	@Test
	void aPartThatIsMissingInARoundIsNoticed() {
		for (int part = 0; part < PARTS; part++) {
			this.windows.record(events(10), part);
		}
		PartialQuestion question = PartialQuestion.snapshot(this.windows.asOf(), SeriesSelector.all(),
				SplitWindow.WINDOW, true);
		List<Part> parts = this.windows.parts.stream().map((service) -> Part.of(service, question)).toList();
		Merge merge = new Merge(question, parts.stream().map(Part::partial).toList(),
				(ranges) -> parts.stream().skip(1).map((part) -> part.survey(ranges)).toList());
		Snapshot snapshot = merge.snapshot();
		assertThatExceptionOfType(UnreadableMessageException.class)
			.isThrownBy(() -> snapshot.aggregate().select(Same.QUANTILES));
	}

}
