package io.eventstatistics.cluster;

import java.util.ArrayList;
import java.util.List;

import io.eventstatistics.window.rank.Survey;

/**
 * Encodes and decodes the surveys of the ranges of a round. A mark is the distance from
 * the mark before it, in doubles: marks that are close to each other are short. A mark
 * takes 3 to 11 bytes if all marks are known, else up to 20.
 */
final class SurveyCodec {

	/** The count below, the number of marks, whether it is complete. */
	private static final int MIN_SURVEY = 3;

	/** A distance and a count. */
	private static final int MIN_MARK = 2;

	private SurveyCodec() {
	}

	static byte[] encode(List<Survey> surveys) {
		MessageWriter writer = new MessageWriter(MessageType.SURVEYS);
		writer.putVariable(surveys.size());
		surveys.forEach((survey) -> put(writer, survey));
		return writer.toBytes();
	}

	private static void put(MessageWriter writer, Survey survey) {
		boolean complete = survey.isComplete();
		writer.putVariable(survey.below());
		writer.putVariable(survey.marks().length);
		writer.putBoolean(complete);
		long previous = 0;
		for (int i = 0; i < survey.marks().length; i++) {
			long place = place(survey.marks()[i]);
			writer.putVariable(place - previous);
			writer.putVariable(survey.equal()[i]);
			previous = place;
		}
		for (int i = 0; !complete && i < survey.gaps().length; i++) {
			writer.putVariable(survey.gaps()[i]);
		}
	}

	/**
	 * Decodes the surveys of a round.
	 * @param ranges the round
	 * @return a survey for each range
	 * @throws UnreadableMessageException if the message is damaged, or not of this round
	 */
	static List<Survey> decode(byte[] message, Ranges ranges) {
		return MessageReader.read(message, MessageType.SURVEYS, (reader) -> {
			int count = reader.getCount(MIN_SURVEY);
			if (count != ranges.ranges().size()) {
				throw new UnreadableMessageException(
						"%d surveys of %d ranges".formatted(count, ranges.ranges().size()));
			}
			List<Survey> surveys = new ArrayList<>(count);
			for (Ranges.OfAggregate each : ranges.ranges()) {
				Survey survey = read(reader, ranges.limit());
				double[] marks = survey.marks();
				if (marks.length > 0
						&& (marks[0] < each.range().from() || marks[marks.length - 1] >= each.range().to())) {
					throw new UnreadableMessageException("a value is not within the range");
				}
				surveys.add(survey);
			}
			return surveys;
		});
	}

	private static Survey read(MessageReader reader, int limit) {
		long below = reader.getVariable(Partial.MAX_COUNT);
		int count = reader.getCount(MIN_MARK);
		boolean complete = reader.getBoolean();
		if (count > limit) {
			throw new UnreadableMessageException("%d marks of at most %d".formatted(count, limit));
		}
		double[] marks = new double[count];
		long[] equal = new long[count];
		long place = 0;
		for (int i = 0; i < count; i++) {
			long next = place + reader.getVariable();
			if (Long.compareUnsigned(next, place) <= 0) {
				throw new UnreadableMessageException("the marks do not ascend");
			}
			place = next;
			marks[i] = requireFinite(value(place));
			equal[i] = reader.getVariable(Partial.MAX_COUNT);
		}
		long[] gaps = new long[count + 1];
		for (int i = 0; !complete && i < gaps.length; i++) {
			gaps[i] = reader.getVariable(Partial.MAX_COUNT);
		}
		return new Survey(below, marks, equal, gaps);
	}

	private static double requireFinite(double value) {
		if (!Double.isFinite(value) || Double.doubleToRawLongBits(value) == Long.MIN_VALUE) {
			throw new UnreadableMessageException("a mark is not a finite number");
		}
		return value;
	}

	/** Returns the place of a double in the order of all doubles, without sign. */
	private static long place(double value) {
		long bits = Double.doubleToRawLongBits(value);
		return bits ^ ((bits >> (Long.SIZE - 1)) | Long.MIN_VALUE);
	}

	private static double value(long place) {
		return Double.longBitsToDouble(place ^ ((~place >> (Long.SIZE - 1)) | Long.MIN_VALUE));
	}

}
