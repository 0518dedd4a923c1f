package io.eventstatistics.ingest;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.ingest.parse.BodyTooLargeException;
import io.eventstatistics.ingest.parse.InvalidEventException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BodyIntakeTests {

	private long now;

	private final BodyIntake intake = new BodyIntake(1_000_000, 1, () -> this.now);

	@ParameterizedTest
	@CsvSource({ "1, 10, 10", "1, 11, 10", "8192, 11, 0", "8192, 2, 100", "4096, 1, 20", "4000, 1, 20" })
	void bodyKeepsToTheLeastRateAfterTheGrace(int bytes, int seconds, int reads) throws IOException {
		IncomingBody body = new IncomingBody(new Client(bytes, seconds, true), this.intake);
		byte[] target = new byte[bytes];
		boolean slow = false;
		for (int i = 1; i <= reads && !slow; i++) {
			slow = (long) i * seconds > 10 + (double) bytes * i / 8192;
			if (slow) {
				assertThatExceptionOfType(SlowBodyException.class).isThrownBy(() -> body.read(target, 0, bytes))
					.withMessageContaining("8192 bytes a second");
			}
			else {
				assertThat(body.read(target, 0, bytes)).isEqualTo(bytes);
			}
		}
	}

	@Test
	void timeOfTheServerDoesNotCount() throws IOException {
		IncomingBody body = new IncomingBody(new Client(1, 1, true), this.intake);
		for (int i = 0; i < 9; i++) {
			this.now += TimeUnit.HOURS.toNanos(1);
			assertThat(body.read()).isZero();
		}
	}

	@Test
	void onlyAsManyAreWaitedForAsAreAllowed() throws IOException {
		IncomingBody waiting = new IncomingBody(new Client(1, 0, true), this.intake);
		IncomingBody present = new IncomingBody(new Client(1, 0, false), this.intake);
		assertThat(this.intake.enter()).isTrue();
		assertThatExceptionOfType(OverloadedException.class).isThrownBy(waiting::read)
			.withMessageContaining("arriving at once");
		assertThat(present.read()).isZero();
		this.intake.leave();
		assertThat(waiting.read()).isZero();
		assertThat(waiting.read()).isZero();
	}

	@Test
	void interruptedThreadWaitsForNoBody() {
		assertThat(this.intake.enter()).isTrue();
		Thread.currentThread().interrupt();
		assertThat(this.intake.enter()).isFalse();
		assertThat(Thread.interrupted()).as("it stays interrupted").isTrue();
	}

	@Test
	void bodyHasBegunWithItsFirstByteOrItsEnd() throws IOException {
		IncomingBody body = new IncomingBody(new Client(1, 0, false), this.intake);
		assertThat(body.hasBegun()).isFalse();
		assertThat(body.read()).isZero();
		assertThat(body.hasBegun()).isTrue();
		IncomingBody empty = new IncomingBody(new Client(-1, 0, true), this.intake);
		assertThat(empty.hasBegun()).isFalse();
		assertThat(empty.read()).isEqualTo(-1);
		assertThat(empty.hasBegun()).isTrue();
	}

	@Test
	void bytesAreBounded() throws IOException {
		IncomingBody body = new IncomingBody(new Client(500_000, 0, false), this.intake);
		byte[] target = new byte[500_000];
		assertThat(body.read(target)).isEqualTo(500_000);
		assertThat(body.read(target)).isEqualTo(500_000);
		assertThatExceptionOfType(BodyTooLargeException.class).isThrownBy(() -> body.read(target))
			.withMessageContaining("1000000 bytes");
	}

	@Test
	void drainEndsAtTheEndOrABound() {
		IncomingBody slow = new IncomingBody(new Client(1, 5, true), this.intake);
		slow.drain();
		assertThat(TimeUnit.NANOSECONDS.toSeconds(this.now)).isEqualTo(15);
		new IncomingBody(new Client(1000, 0, false), this.intake).drain();
	}

	@Test
	void bodyThatBreaksOffIsToldInOurWords() {
		assertThatExceptionOfType(InvalidEventException.class)
			.isThrownBy(() -> new IncomingBody(new Broken(new IOException((String) null)), this.intake).read())
			.withMessage("the body breaks off or its chunks are malformed after 0 bytes");
		assertThatExceptionOfType(SlowBodyException.class)
			.isThrownBy(() -> new IncomingBody(new Broken(new SocketTimeoutException()), this.intake).read());
	}

	/** Sends a number of zeros at a time, each time after a delay. */
	private class Client extends ServletInputStream {

		private final int bytes;

		private final int seconds;

		private final boolean late;

		Client(int bytes, int seconds, boolean late) {
			this.bytes = bytes;
			this.seconds = seconds;
			this.late = late;
		}

		@Override
		public int read() {
			throw new UnsupportedOperationException();
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			BodyIntakeTests.this.now += TimeUnit.SECONDS.toNanos(this.seconds);
			return Math.min(length, this.bytes);
		}

		@Override
		public int available() {
			return this.late ? 0 : this.bytes;
		}

		@Override
		public boolean isFinished() {
			return false;
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setReadListener(ReadListener listener) {
			throw new UnsupportedOperationException();
		}

	}

	private final class Broken extends Client {

		private final IOException reason;

		Broken(IOException reason) {
			super(1, 0, true);
			this.reason = reason;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			throw this.reason;
		}

	}

}
