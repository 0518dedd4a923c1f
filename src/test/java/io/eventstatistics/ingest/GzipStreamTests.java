package io.eventstatistics.ingest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

import io.eventstatistics.ingest.parse.InvalidEventException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GzipStreamTests {

	@Test
	void readsAllMembersHoweverTheyArrive() throws IOException {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		for (int round = 0; round < 300; round++) {
			ByteArrayOutputStream plain = new ByteArrayOutputStream();
			ByteArrayOutputStream compressed = new ByteArrayOutputStream();
			for (int member = random.nextInt(6); member >= 0; member--) {
				byte[] part = new byte[random.nextInt(3) * random.nextInt(20_000)];
				random.nextBytes(part);
				Arrays.fill(part, 0, part.length / 2, (byte) 'x');
				plain.writeBytes(part);
				compressed.writeBytes(member(part));
			}
			assertThat(read(new Trickle(compressed.toByteArray(), random))).as("seed %d", seed)
				.isEqualTo(plain.toByteArray());
		}
	}

	@Test
	void emptyMembersDoNotRecurse() throws IOException {
		byte[] empty = member(new byte[0]);
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (int i = 0; i < 100_000; i++) {
			body.writeBytes(empty);
		}
		body.writeBytes(member(bytes("data")));
		assertThat(read(new ByteArrayInputStream(body.toByteArray()))).isEqualTo(bytes("data"));
	}

	@Test
	void readsAHeaderWithAllItsFields() throws IOException {
		byte[] plain = member(bytes("data"));
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.writeBytes(HexFormat.of().parseHex("1f8b081e000000000003" + "0300" + "010203"));
		body.writeBytes(bytes("name\0comment\0"));
		CRC32 checksum = new CRC32();
		checksum.update(body.toByteArray());
		body.write((int) checksum.getValue() & 0xff);
		body.write((int) checksum.getValue() >> 8 & 0xff);
		int checksumAt = body.size() - 1;
		body.writeBytes(Arrays.copyOfRange(plain, 10, plain.length));
		assertThat(read(new ByteArrayInputStream(body.toByteArray()))).isEqualTo(bytes("data"));
		byte[] damaged = body.toByteArray();
		damaged[checksumAt] ^= 1;
		assertRefused(damaged, "header of a member is damaged");
	}

	@ParameterizedTest
	@ValueSource(strings = { "00", "78", "1f", "1f8b", "1f8b09", "1f8b08e0", "1f8b0800" })
	void whatFollowsAMemberAndIsNoneIsRefused(String hex) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.writeBytes(member(bytes("data")));
		body.writeBytes(HexFormat.of().parseHex(hex));
		assertRefused(body.toByteArray(), "Content-Encoding");
	}

	@Test
	void everyCutAndEveryFlippedBitIsRefusedOrHarmless() throws IOException {
		byte[] plain = bytes("some data that is worth compressing, some data");
		byte[] body = member(plain);
		for (int length = 0; length < body.length; length++) {
			assertRefused(Arrays.copyOf(body, length), "Content-Encoding");
		}
		int refused = 0;
		for (int bit = 0; bit < 8 * body.length; bit++) {
			byte[] flipped = body.clone();
			flipped[bit / 8] ^= (byte) (1 << bit % 8);
			try {
				assertThat(read(new ByteArrayInputStream(flipped))).isEqualTo(plain);
			}
			catch (InvalidEventException ex) {
				refused++;
			}
		}
		assertThat(refused).isGreaterThan(8 * (body.length - 8));
	}

	@Test
	void closingFreesTheInflaterAndMayBeRepeated() throws IOException {
		GzipStream stream = new GzipStream(new ByteArrayInputStream(member(bytes("data"))));
		assertThat(stream.read()).isEqualTo('d');
		stream.close();
		stream.close();
		assertThat(stream.read()).isEqualTo(-1);
	}

	private static void assertRefused(byte[] body, String message) {
		assertThatExceptionOfType(InvalidEventException.class).isThrownBy(() -> read(new ByteArrayInputStream(body)))
			.withMessageContaining(message);
	}

	private static byte[] read(InputStream body) throws IOException {
		try (GzipStream stream = new GzipStream(body)) {
			return stream.readAllBytes();
		}
	}

	private static byte[] member(byte[] plain) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(plain);
		}
		return bytes.toByteArray();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	/** Arrives in pieces, and never reports available bytes. */
	private static final class Trickle extends ByteArrayInputStream {

		private final Random random;

		Trickle(byte[] bytes, Random random) {
			super(bytes);
			this.random = random;
		}

		@Override
		public synchronized int read(byte[] target, int offset, int length) {
			return super.read(target, offset, Math.min(length, 1 + this.random.nextInt(500)));
		}

		@Override
		public synchronized int available() {
			return 0;
		}

	}

	/** A reader of lines may continue after an invalid line. */
	@Test
	void everyReadAfterAFailureFailsLikeTheFirst() throws IOException {
		byte[] whole;
		try (ByteArrayOutputStream out = new ByteArrayOutputStream();
				GZIPOutputStream gzip = new GZIPOutputStream(out)) {
			gzip.write(new byte[100]);
			gzip.finish();
			whole = out.toByteArray();
		}
		for (int length = 1; length < whole.length; length++) {
			try (GzipStream cut = new GzipStream(new ByteArrayInputStream(whole, 0, length))) {
				for (int i = 0; i < 3; i++) {
					assertThatExceptionOfType(InvalidEventException.class).isThrownBy(cut::readAllBytes)
						.withMessageContaining("it ends early");
				}
			}
		}
	}

}
