package io.eventstatistics.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import io.eventstatistics.event.EventService;
import io.eventstatistics.event.GroupHistory;
import io.eventstatistics.event.Snapshot;
import io.eventstatistics.window.Aggregate;
import io.eventstatistics.window.rank.ColumnSurvey;
import io.eventstatistics.window.rank.Survey;

/**
 * The answer of one part to a question. It refers to the events as they were when it was
 * created, so that all rounds are about the same events, whatever is recorded or expires
 * meanwhile; values are not copied. It should be dropped once the question is answered.
 * Not thread-safe.
 */
public final class Part {

	private final PartialQuestion question;

	private final NavigableMap<AggregateKey, Aggregate> aggregates = new TreeMap<>();

	private final Map<AggregateKey, ColumnSurvey> surveys = new HashMap<>();

	private Part(PartialQuestion question) {
		this.question = question;
	}

	/**
	 * Asks a service.
	 * @param service the service that holds the events of the part
	 * @param question the question
	 * @return the answer
	 * @throws IllegalArgumentException if events of the part of the window may have
	 * expired
	 */
	public static Part of(EventService service, PartialQuestion question) {
		Part part = new Part(question);
		List<GroupHistory> groups = service.asOf(question.asOf(), question.series(), question.part(), question.step(),
				question.detailed(), question.limit());
		for (GroupHistory group : groups) {
			List<Snapshot> points = group.history().points();
			for (int step = 0; step < points.size(); step++) {
				AggregateKey key = question.isBySeries() ? AggregateKey.of(group.series(), step)
						: AggregateKey.all(step);
				part.put(key, points.get(step).aggregate());
			}
		}
		return part;
	}

	private void put(AggregateKey key, Aggregate aggregate) {
		if (aggregate.summary().count() > 0) {
			this.aggregates.put(key, aggregate);
		}
	}

	/** Returns the encoded {@link Partial}. */
	public byte[] partial() {
		Partial partial = new Partial();
		this.aggregates.forEach((key, aggregate) -> partial.put(key, aggregate, this.question.detailed()));
		return partial.encode();
	}

	/**
	 * Answers a round.
	 * @param message encoded {@link Ranges}
	 * @return the encoded surveys of the ranges
	 * @throws UnreadableMessageException if the message is damaged, or the question asks
	 * for no details
	 */
	public byte[] survey(byte[] message) {
		if (!this.question.detailed()) {
			throw new UnreadableMessageException("the question is without details");
		}
		Ranges ranges = Ranges.decode(message);
		List<Survey> answers = new ArrayList<>(ranges.ranges().size());
		for (Ranges.OfAggregate each : ranges.ranges()) {
			answers.add(survey(each.key()).survey(each.range().from(), each.range().to(), ranges.limit()));
		}
		return SurveyCodec.encode(answers);
	}

	private ColumnSurvey survey(AggregateKey key) {
		return this.surveys.computeIfAbsent(key, (any) -> aggregate(key).survey());
	}

	private Aggregate aggregate(AggregateKey key) {
		Aggregate known = this.aggregates.get(key);
		Aggregate union = new Aggregate(true);
		if (known == null && this.question.isBySeries() && key.group().equals(AggregateKey.ALL)) {
			this.aggregates.forEach((each, aggregate) -> {
				if (each.step() == key.step()) {
					union.add(aggregate);
				}
			});
		}
		return (known != null) ? known : union;
	}

}
