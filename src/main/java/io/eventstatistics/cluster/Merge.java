package io.eventstatistics.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import io.eventstatistics.cluster.Partial.Totals;
import io.eventstatistics.event.Group;
import io.eventstatistics.event.GroupHistory;
import io.eventstatistics.event.Groups;
import io.eventstatistics.event.History;
import io.eventstatistics.event.Snapshot;
import io.eventstatistics.window.Aggregate;
import io.eventstatistics.window.Timeline;
import io.eventstatistics.window.rank.PartSelection;
import io.eventstatistics.window.rank.Quantile;
import org.jspecify.annotations.Nullable;

/**
 * The merge of the answers of all parts to a question: the same answer, to the last bit,
 * as that of one window that holds the events of all parts, at the question's instant.
 * Linear in the aggregates of the answers. Percentiles and histograms ask the parts
 * again, in few rounds: see {@link PartSelection}. Not thread-safe.
 */
public final class Merge {

	private final PartialQuestion question;

	private final Rounds rounds;

	/** The aggregates that have events. */
	private final NavigableMap<AggregateKey, Aggregate> aggregates = new TreeMap<>();

	/** The distributions of the aggregates; none without details. */
	private final Map<AggregateKey, GatheredDistribution> distributions = new HashMap<>();

	/**
	 * Merges answers.
	 * @param question the question that all parts have answered
	 * @param partials the answer of each part, of {@link Part#partial}
	 * @param parts the parts, which are asked again for percentiles and histograms
	 * @throws UnreadableMessageException if an answer is damaged
	 */
	public Merge(PartialQuestion question, List<byte[]> partials, Parts parts) {
		this.question = question;
		this.rounds = new Rounds(parts);
		Partial merged = new Partial();
		for (byte[] partial : partials) {
			merged.add(Partial.decode(partial, question));
		}
		merged.totals().forEach(this::put);
		if (question.isBySeries() && !question.isHistory() && !merged.totals().isEmpty()) {
			put(AggregateKey.all(0), merged.total(question.detailed()));
		}
	}

	private void put(AggregateKey key, Totals totals) {
		GatheredDistribution distribution = null;
		if (totals.squares() != null) {
			distribution = new GatheredDistribution(key, totals.summary(), totals.squares(), this.rounds);
			this.distributions.put(key, distribution);
		}
		this.aggregates.put(key, new Aggregate(totals.summary(), distribution));
	}

	/**
	 * Selects quantiles of several aggregates in common rounds. Without this call, each
	 * aggregate runs its own rounds when its quantiles are read.
	 * @param keys names the aggregates; those without events or details are ignored
	 * @param wanted the quantiles
	 * @throws UnreadableMessageException if an answer is damaged
	 */
	public void select(Collection<AggregateKey> keys, Collection<Quantile> wanted) {
		Map<AggregateKey, PartSelection> selections = new TreeMap<>();
		for (AggregateKey key : keys) {
			GatheredDistribution distribution = this.distributions.get(key);
			if (distribution != null) {
				selections.put(key, distribution.selection(wanted));
			}
		}
		this.rounds.run(selections);
		this.distributions.forEach((key, distribution) -> {
			PartSelection selection = selections.get(key);
			if (selection != null) {
				distribution.selected(wanted, selection);
			}
		});
	}

	/**
	 * Returns the answer to a question for all selected events together.
	 * @return the snapshot
	 */
	public Snapshot snapshot() {
		return snapshot(this.aggregates.get(AggregateKey.all(0)));
	}

	/**
	 * Returns the answer by series.
	 * @return all series that have events, by name, and their total
	 */
	public Groups groups() {
		List<Group> groups = new ArrayList<>();
		this.aggregates.forEach((key, aggregate) -> {
			if (!key.isAll()) {
				groups.add(new Group(key.series(), snapshot(aggregate)));
			}
		});
		return new Groups(groups, snapshot());
	}

	/**
	 * Returns the answer in steps for all selected events together.
	 * @return the history, including steps without events
	 */
	public History history() {
		return history(AggregateKey.ALL);
	}

	/**
	 * Returns the answer in steps by series.
	 * @return the first series by name, at most as many as the question asks for
	 */
	public List<GroupHistory> histories() {
		return this.aggregates.keySet()
			.stream()
			.map(AggregateKey::group)
			.distinct()
			.limit(this.question.limit())
			.map((group) -> new GroupHistory(new AggregateKey(group, 0).series(), history(group)))
			.toList();
	}

	private Snapshot snapshot(@Nullable Aggregate aggregate) {
		return new Snapshot(this.question.fromNanos(), this.question.asOfNanos(), orEmpty(aggregate));
	}

	private History history(String group) {
		long step = this.question.step().toNanos();
		Timeline steps = Timeline.between(this.question.fromNanos(), this.question.asOfNanos(), step, false);
		List<Snapshot> points = new ArrayList<>(steps.size());
		for (int i = 0; i < steps.size(); i++) {
			Aggregate aggregate = this.aggregates.get(new AggregateKey(group, i));
			points.add(new Snapshot(steps.start(i), steps.start(i) + step, orEmpty(aggregate)));
		}
		return new History(this.question.from(), this.question.asOf(), this.question.step(), points);
	}

	private Aggregate orEmpty(@Nullable Aggregate aggregate) {
		return (aggregate != null) ? aggregate : new Aggregate(this.question.detailed());
	}

}
