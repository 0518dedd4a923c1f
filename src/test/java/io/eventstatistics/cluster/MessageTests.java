package io.eventstatistics.cluster;

import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

import com.sun.management.ThreadMXBean;
import io.eventstatistics.event.SeriesSelector;
import io.eventstatistics.window.rank.PartSelection.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Messages survive encoding; damaged ones give a clear error and take little memory.
 */
class MessageTests {

	private static final Instant AS_OF = Instant.parse("2026-11-23T14:30:00.123456789Z");

	/** Bytes allocated for each byte of a message. */
	private static final long MAX_FACTOR = 100;

	private static final long MAX_FIXED = 64 * 1024;

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final long seed = new Random().nextLong();

	private final SplittableRandom random = new SplittableRandom(this.seed);

	@Test
	void questionsSurvive() {
		SeriesSelector selector = SeriesSelector.of(Set.of("a", "b.c"), Set.of("x:", ""), true);
		Duration part = Duration.ofNanos(1_234_567_890_123L);
		for (PartialQuestion question : List.of(PartialQuestion.snapshot(AS_OF, selector, part, true),
				PartialQuestion.groups(AS_OF, SeriesSelector.all(), part, false),
				PartialQuestion.history(AS_OF, selector, part, Duration.ofSeconds(7), true), PartialQuestion
					.histories(Instant.EPOCH.minusNanos(1), selector, part, Duration.ofHours(1), false, 3))) {
			assertThat(PartialQuestion.decode(question.encode())).isEqualTo(question);
		}
	}

	@Test
	void questionsAreBounded() {
		assertThatIllegalArgumentException().isThrownBy(() -> PartialQuestion.history(AS_OF, SeriesSelector.all(),
				Duration.ofHours(1), Duration.ofNanos(1), false));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> PartialQuestion.snapshot(AS_OF, SeriesSelector.all(), Duration.ZERO, false));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> PartialQuestion.snapshot(AS_OF, SeriesSelector.all(), Duration.ofDays(40_000), false));
	}

	@ParameterizedTest
	@EnumSource
	void partialsSurvive(HostileValues kind) {
		PartialQuestion question = PartialQuestion.groups(AS_OF, SeriesSelector.all(), SplitWindow.WINDOW, true);
		byte[] message = part(kind, question).partial();
		assertThat(Partial.decode(message, question).encode()).isEqualTo(message);
	}

	@ParameterizedTest
	@EnumSource
	void surveysSurvive(HostileValues kind) {
		Part part = part(kind, PartialQuestion.snapshot(AS_OF, SeriesSelector.all(), SplitWindow.WINDOW, true));
		Ranges ranges = ranges();
		assertThat(Ranges.decode(ranges.encode())).isEqualTo(ranges);
		byte[] message = part.survey(ranges.encode());
		assertThat(SurveyCodec.encode(SurveyCodec.decode(message, ranges))).isEqualTo(message);
	}

	@Test
	void numbersSurvive() {
		for (BigInteger number : List.of(BigInteger.ZERO, BigInteger.ONE, BigInteger.ONE.negate(),
				BigInteger.TWO.pow(2161), BigInteger.TWO.pow(2161).subtract(BigInteger.ONE).negate(),
				new BigInteger(2000, new Random(this.seed)))) {
			MessageWriter writer = new MessageWriter(MessageType.PARTIAL);
			writer.putNumber(number);
			BigInteger read = MessageReader.read(writer.toBytes(), MessageType.PARTIAL,
					(reader) -> reader.getNumber(2162));
			assertThat(read).as("seed %d", this.seed).isEqualTo(number);
		}
	}

	@Test
	void damageIsAlwaysFound() {
		attack((message, decoder) -> {
			for (int length = 0; length < message.length; length++) {
				assertUnreadable(Arrays.copyOf(message, length), decoder);
			}
			for (int bit = 0; bit < Byte.SIZE * message.length; bit++) {
				byte[] flipped = message.clone();
				flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
				assertUnreadable(flipped, decoder);
			}
			assertUnreadable(Arrays.copyOf(message, message.length + 1), decoder);
		});
	}

	/** A message of a faulty member, whose checksum is right. */
	@Test
	void anyContentIsReadOrRefused() {
		attack((message, decoder) -> {
			for (int length = MessageWriter.HEADER_BYTES; length < message.length; length++) {
				readOrRefuse(signed(Arrays.copyOf(message, length)), decoder);
			}
			for (int run = 0; run < 20_000; run++) {
				byte[] changed = message.clone();
				int changes = 1 + this.random.nextInt(4);
				for (int i = 0; i < changes; i++) {
					int at = MessageWriter.HEADER_BYTES
							+ this.random.nextInt(message.length - MessageWriter.HEADER_BYTES);
					changed[at] = (byte) switch (this.random.nextInt(4)) {
						case 0 -> 0xff;
						case 1 -> 0x7f;
						case 2 -> 0;
						default -> this.random.nextInt();
					};
				}
				readOrRefuse(signed(changed), decoder);
			}
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 3 })
	void countsOfMoreThanTheMessageAreRefused(int type) {
		for (int bytes = 0; bytes < 40; bytes++) {
			byte[] message = new MessageWriter(MessageType.values()[type]).toBytes();
			byte[] longer = Arrays.copyOf(message, message.length + bytes);
			Arrays.fill(longer, message.length, longer.length, (byte) 0xff);
			decoders().forEach((decoder) -> readOrRefuse(signed(longer), decoder));
		}
	}

	/** The least bytes with the longest sums. */
	@Test
	void longSumsOfAFewBytesTakeLittleMemory() {
		MessageWriter writer = new MessageWriter(MessageType.PARTIAL);
		int steps = 9000;
		writer.putVariable(1);
		writer.putText("a");
		writer.putVariable(steps);
		for (int i = 0; i < steps; i++) {
			writer.putVariable(i);
			writer.putVariable(1);
			writer.putDouble(1);
			writer.putDouble(1);
			writer.putNumber(BigInteger.TWO.pow(2160));
			writer.putNumber(BigInteger.TWO.pow(4258));
		}
		byte[] message = writer.toBytes();
		assertThat(Partial.decode(message, question()).totals()).hasSize(steps);
		readOrRefuse(message, decoders().get(1));
	}

	@Test
	void anotherVersionIsNamed() {
		byte[] message = new MessageWriter(MessageType.RANGES).toBytes();
		message[1]++;
		assertThatExceptionOfType(UnreadableMessageException.class).isThrownBy(() -> Ranges.decode(message))
			.withMessageContaining("its version is 2, known is 1");
	}

	private void attack(Attack attack) {
		List<Consumer<byte[]>> decoders = decoders();
		PartialQuestion groups = question();
		Part part = part(HostileValues.FAR_APART, groups);
		attack.on(groups.encode(), decoders.get(0));
		attack.on(part.partial(), decoders.get(1));
		attack.on(ranges().encode(), decoders.get(2));
		attack.on(part.survey(ranges().encode()), decoders.get(3));
		attack.on(part(HostileValues.TIES, groups).partial(), decoders.get(1));
	}

	private static List<Consumer<byte[]>> decoders() {
		return List.of(PartialQuestion::decode, (bytes) -> Partial.decode(bytes, question()), Ranges::decode,
				(bytes) -> SurveyCodec.decode(bytes, ranges()));
	}

	private static PartialQuestion question() {
		return PartialQuestion.histories(AS_OF, SeriesSelector.of(Set.of("a", "b"), Set.of("c."), true),
				SplitWindow.WINDOW, Duration.ofMinutes(20), true, 3);
	}

	private static Ranges ranges() {
		AggregateKey series = AggregateKey.of("a", 1);
		return Ranges.of(List.of(
				new Ranges.OfAggregate(AggregateKey.all(0),
						new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)),
				new Ranges.OfAggregate(series, new Range(Double.NEGATIVE_INFINITY, 1e9)),
				new Ranges.OfAggregate(series, new Range(-1, Double.POSITIVE_INFINITY)),
				new Ranges.OfAggregate(AggregateKey.of(null, 2), new Range(0.5, 0.5))));
	}

	private Part part(HostileValues kind, PartialQuestion question) {
		SplitWindow windows = new SplitWindow(1, this.random);
		for (int i = 0; i < 60; i++) {
			windows.record(this.random.nextLong(SplitWindow.WINDOW.toNanos()), kind.next.applyAsDouble(this.random),
					(i % 3 == 0) ? null : (i % 3 == 1) ? "a" : "b", 0);
		}
		return Part.of(windows.parts.get(0), question);
	}

	private static byte[] signed(byte[] message) {
		CRC32C checksum = new CRC32C();
		checksum.update(message, MessageWriter.TYPE_AT, message.length - MessageWriter.TYPE_AT);
		MessageWriter.INT.set(message, MessageWriter.CHECKSUM_AT, (int) checksum.getValue());
		return message;
	}

	private void assertUnreadable(byte[] message, Consumer<byte[]> decoder) {
		try {
			decoder.accept(message);
		}
		catch (UnreadableMessageException ex) {
			return;
		}
		throw new AssertionError("damage was not found in " + Arrays.toString(message) + ", seed " + this.seed);
	}

	private void readOrRefuse(byte[] message, Consumer<byte[]> decoder) {
		long before = THREADS.getCurrentThreadAllocatedBytes();
		try {
			decoder.accept(message);
		}
		catch (UnreadableMessageException ex) {
			assertThat(ex).hasMessageStartingWith("unreadable message: ");
		}
		assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).as("bytes allocated, seed %d", this.seed)
			.isLessThan(MAX_FIXED + MAX_FACTOR * message.length);
	}

	private interface Attack {

		void on(byte[] message, Consumer<byte[]> decoder);

	}

}
