package io.eventstatistics.cluster;

import java.util.ArrayList;
import java.util.List;

import io.eventstatistics.window.rank.PartSelection.Range;

/**
 * A round: ranges of values that each part surveys. Immutable.
 *
 * @param limit the largest number of marks of a survey, from 2 to 1,024
 * @param ranges at most 4,096
 */
record Ranges(int limit, List<OfAggregate> ranges) {

	/** The largest number of ranges of a round. */
	static final int MAX_RANGES = 4096;

	/** The largest number of marks of a survey. */
	static final int MAX_LIMIT = 1024;

	/** The marks of all surveys by a part in a round: about a megabyte. */
	private static final int MAX_MARKS = 65_536;

	/** An empty group, a step, and two numbers. */
	private static final int MIN_RANGE = 2 + 2 * Double.BYTES;

	/** Returns a round; the more ranges, the fewer marks has each. */
	static Ranges of(List<OfAggregate> ranges) {
		return new Ranges(Math.min(MAX_LIMIT, MAX_MARKS / Math.max(1, ranges.size())), ranges);
	}

	byte[] encode() {
		MessageWriter writer = new MessageWriter(MessageType.RANGES);
		writer.putVariable(this.limit);
		writer.putVariable(this.ranges.size());
		for (OfAggregate each : this.ranges) {
			writer.putText(each.key().group());
			writer.putVariable(each.key().step());
			writer.putDouble(each.range().from());
			writer.putDouble(each.range().to());
		}
		return writer.toBytes();
	}

	/**
	 * Decodes a round.
	 * @throws UnreadableMessageException if the message is damaged
	 */
	static Ranges decode(byte[] message) {
		return MessageReader.read(message, MessageType.RANGES, (reader) -> {
			int limit = (int) reader.getVariable(MAX_LIMIT);
			int count = reader.getCount(MIN_RANGE);
			if (limit < 2 || count > MAX_RANGES) {
				throw new UnreadableMessageException("%d ranges of %d marks".formatted(count, limit));
			}
			List<OfAggregate> ranges = new ArrayList<>(count);
			for (int i = 0; i < count; i++) {
				AggregateKey key = new AggregateKey(reader.getText(),
						(int) reader.getVariable(PartialQuestion.MAX_STEPS + 1));
				ranges.add(new OfAggregate(key, new Range(reader.getDouble(), reader.getDouble())));
			}
			return new Ranges(limit, ranges);
		});
	}

	/**
	 * A range of the values of an aggregate.
	 *
	 * @param key names the aggregate
	 * @param range the range
	 */
	record OfAggregate(AggregateKey key, Range range) {

	}

}
