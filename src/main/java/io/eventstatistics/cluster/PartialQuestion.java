package io.eventstatistics.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;

import io.eventstatistics.event.SeriesName;
import io.eventstatistics.event.SeriesSelector;

/**
 * A question that each part of a window answers with a {@link Partial}, all at one
 * instant. Immutable.
 *
 * @param asOfNanos the instant, in nanoseconds since the epoch
 * @param series selects the events
 * @param part the length of the part of the window that ends at the instant, above zero
 * @param step the length of a step of a history, or zero for a single aggregate
 * @param detailed whether to include the sum of squares and to answer {@link Ranges}
 * @param limit the largest number of series, the first by name, of an answer by series,
 * or 0 for all selected events together
 */
public record PartialQuestion(long asOfNanos, SeriesSelector series, Duration part, Duration step, boolean detailed,
		int limit) {

	/** The largest number of steps. */
	static final int MAX_STEPS = 10_000;

	/** The longest part and step: their nanoseconds fit into a long. */
	private static final Duration LONGEST = Duration.ofDays(36_500);

	/**
	 * Creates a question.
	 * @throws IllegalArgumentException if a duration or the limit is out of range
	 * @throws ArithmeticException if the part begins too early for a long
	 */
	public PartialQuestion {
		boolean positive = part.compareTo(Duration.ZERO) > 0 && !step.isNegative() && limit >= 0;
		if (!positive || part.compareTo(LONGEST) > 0 || step.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException(
					"part %s, step %s or limit %s is out of range".formatted(part, step, limit));
		}
		if (!step.isZero() && part.dividedBy(step) > MAX_STEPS) {
			throw new IllegalArgumentException("%s has more than %s steps of %s".formatted(part, MAX_STEPS, step));
		}
		Math.subtractExact(asOfNanos, part.toNanos());
	}

	/** Asks for all selected events together. */
	public static PartialQuestion snapshot(Instant asOf, SeriesSelector series, Duration part, boolean detailed) {
		return new PartialQuestion(nanos(asOf), series, part, Duration.ZERO, detailed, 0);
	}

	/** Asks for all series that have events, and for the distribution of their union. */
	public static PartialQuestion groups(Instant asOf, SeriesSelector series, Duration part, boolean detailed) {
		return new PartialQuestion(nanos(asOf), series, part, Duration.ZERO, detailed, Integer.MAX_VALUE);
	}

	/** Asks for all selected events together, in steps aligned to the epoch. */
	public static PartialQuestion history(Instant asOf, SeriesSelector series, Duration part, Duration step,
			boolean detailed) {
		return new PartialQuestion(nanos(asOf), series, part, step, detailed, 0);
	}

	/** Asks for the first series by name, in steps aligned to the epoch. */
	public static PartialQuestion histories(Instant asOf, SeriesSelector series, Duration part, Duration step,
			boolean detailed, int limit) {
		return new PartialQuestion(nanos(asOf), series, part, step, detailed, limit);
	}

	/** Returns the instant. */
	public Instant asOf() {
		return Instant.EPOCH.plusNanos(this.asOfNanos);
	}

	/** Returns the first moment of the part. */
	Instant from() {
		return Instant.EPOCH.plusNanos(fromNanos());
	}

	/** Returns the first moment of the part, in nanoseconds since the epoch. */
	long fromNanos() {
		return this.asOfNanos - this.part.toNanos();
	}

	boolean isBySeries() {
		return this.limit > 0;
	}

	boolean isHistory() {
		return !this.step.isZero();
	}

	/** Encodes this question. */
	public byte[] encode() {
		MessageWriter writer = new MessageWriter(MessageType.QUESTION);
		writer.putLong(this.asOfNanos);
		put(writer, this.series.names());
		put(writer, this.series.prefixes());
		writer.putBoolean(this.series.includes(null));
		writer.putVariable(this.part.toNanos());
		writer.putVariable(this.step.toNanos());
		writer.putBoolean(this.detailed);
		writer.putVariable(this.limit);
		return writer.toBytes();
	}

	private static void put(MessageWriter writer, Set<String> texts) {
		writer.putVariable(texts.size());
		texts.forEach(writer::putText);
	}

	/**
	 * Decodes a question.
	 * @param message the bytes of {@link #encode}
	 * @return the question
	 * @throws UnreadableMessageException if the message is damaged
	 */
	public static PartialQuestion decode(byte[] message) {
		return MessageReader.read(message, MessageType.QUESTION, (reader) -> new PartialQuestion(reader.getLong(),
				SeriesSelector.of(getPrefixes(reader), getPrefixes(reader), reader.getBoolean()), getNanos(reader),
				getNanos(reader), reader.getBoolean(), (int) reader.getVariable(Integer.MAX_VALUE)));
	}

	private static Set<String> getPrefixes(MessageReader reader) {
		int count = reader.getCount(1);
		Set<String> texts = new HashSet<>();
		for (int i = 0; i < count; i++) {
			String text = reader.getText();
			if (!SeriesName.isValidPrefix(text)) {
				throw new UnreadableMessageException("a name of a series is invalid");
			}
			texts.add(text);
		}
		return texts;
	}

	private static Duration getNanos(MessageReader reader) {
		return Duration.ofNanos(reader.getVariable(Long.MAX_VALUE));
	}

	private static long nanos(Instant instant) {
		return ChronoUnit.NANOS.between(Instant.EPOCH, instant);
	}

}
