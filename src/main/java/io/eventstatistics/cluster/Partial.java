package io.eventstatistics.cluster;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

import io.eventstatistics.window.Aggregate;
import io.eventstatistics.window.Summary;
import io.eventstatistics.window.sum.ExactSum;
import io.eventstatistics.window.sum.SquareSum;
import org.jspecify.annotations.Nullable;

/**
 * The partial aggregates of one part, by series and step, or the merge of several parts.
 * A commutative monoid: an empty partial is the identity, {@link #add(Partial)} combines.
 * Aggregates without events are left out, so an aggregate takes 25 to 700 bytes, usually
 * about 50. Not thread-safe.
 */
final class Partial {

	/** The largest count; the counts of 16,000 parts fit into an exact sum. */
	static final long MAX_COUNT = 1L << 48;

	/** The sum of so many doubles, in units of the least subnormal, has fewer bits. */
	private static final int MAX_SUM_BITS = 2098 + 64;

	private static final int MAX_SQUARE_BITS = 2 * 2098 + 64;

	/** A step, a count, two values and a sum. */
	private static final int MIN_AGGREGATE = 4 + 2 * Double.BYTES;

	private final NavigableMap<AggregateKey, Totals> totals = new TreeMap<>();

	/** Returns the aggregates that have events. */
	SortedMap<AggregateKey, Totals> totals() {
		return this.totals;
	}

	/** Sets an aggregate, which has details if the question asks for them. */
	void put(AggregateKey key, Aggregate aggregate, boolean detailed) {
		if (aggregate.summary().count() > 0) {
			this.totals.put(key, new Totals(aggregate.summary(), detailed ? aggregate.squares() : null));
		}
	}

	/** Adds the events of another partial, which does not change. */
	void add(Partial other) {
		other.totals.forEach((key,
				added) -> this.totals.computeIfAbsent(key, (any) -> Totals.none(added.squares() != null)).add(added));
	}

	/** Returns the totals of all aggregates together. */
	Totals total(boolean detailed) {
		Totals total = Totals.none(detailed);
		this.totals.values().forEach(total::add);
		return total;
	}

	byte[] encode() {
		MessageWriter writer = new MessageWriter(MessageType.PARTIAL);
		List<String> groups = this.totals.keySet().stream().map(AggregateKey::group).distinct().toList();
		writer.putVariable(groups.size());
		for (String group : groups) {
			Map<AggregateKey, Totals> ofGroup = this.totals.subMap(new AggregateKey(group, 0), true,
					new AggregateKey(group, Integer.MAX_VALUE), true);
			writer.putText(group);
			writer.putVariable(ofGroup.size());
			ofGroup.forEach((key, totalsOfKey) -> {
				writer.putVariable(key.step());
				totalsOfKey.write(writer);
			});
		}
		return writer.toBytes();
	}

	/**
	 * Decodes a partial.
	 * @param question the question that it answers
	 * @throws UnreadableMessageException if the message is damaged
	 */
	static Partial decode(byte[] message, PartialQuestion question) {
		return MessageReader.read(message, MessageType.PARTIAL, (reader) -> {
			Partial partial = new Partial();
			for (int groups = reader.getCount(2); groups > 0; groups--) {
				String group = reader.getText();
				if (question.isBySeries() == group.equals(AggregateKey.ALL)) {
					throw new UnreadableMessageException("it answers another question");
				}
				for (int steps = reader.getCount(MIN_AGGREGATE); steps > 0; steps--) {
					AggregateKey key = new AggregateKey(group, (int) reader.getVariable(PartialQuestion.MAX_STEPS + 1));
					if (partial.totals.put(key, Totals.read(reader, question.detailed())) != null) {
						throw new UnreadableMessageException("an aggregate is there twice");
					}
				}
			}
			return partial;
		});
	}

	/**
	 * Count, least, greatest, sum and sum of squares of the events of an aggregate.
	 *
	 * @param summary the summary
	 * @param squares the sum of squares; null without details
	 */
	record Totals(Summary summary, @Nullable SquareSum squares) {

		static Totals none(boolean detailed) {
			return new Totals(new Summary(), detailed ? new SquareSum() : null);
		}

		private void add(Totals other) {
			this.summary.add(other.summary);
			if (this.squares != null && other.squares != null) {
				this.squares.add(other.squares);
			}
		}

		private void write(MessageWriter writer) {
			writer.putVariable(this.summary.count());
			writer.putDouble(this.summary.min());
			writer.putDouble(this.summary.max());
			writer.putNumber(this.summary.sum().toBigInteger());
			if (this.squares != null) {
				writer.putNumber(this.squares.toBigInteger());
			}
		}

		private static Totals read(MessageReader reader, boolean detailed) {
			long count = reader.getVariable(MAX_COUNT);
			double min = reader.getFinite();
			double max = reader.getFinite();
			if (count == 0 || min > max) {
				throw new UnreadableMessageException("%d values from %s to %s".formatted(count, min, max));
			}
			ExactSum sum = new ExactSum();
			sum.add(reader.getNumber(MAX_SUM_BITS));
			Totals totals = none(detailed);
			totals.summary.add(count, min, max, sum);
			if (totals.squares != null) {
				totals.squares.add(reader.getNumber(MAX_SQUARE_BITS));
			}
			return totals;
		}

	}

}
