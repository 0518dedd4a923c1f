package io.eventstatistics.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * How a body is compressed and where it ends: Content-Encoding, Content-Length and
 * Transfer-Encoding, right and wrong.
 */
final class FuzzEncodings {

	private static final byte[] BLANKS = gzip(" ".repeat(15_000_000).getBytes());

	private static final byte[] BOMB = gzip(new byte[40_000_000]);

	private static final byte[] EMPTY = gzip(new byte[0]);

	private final Dice dice;

	FuzzEncodings(Dice dice) {
		this.dice = dice;
	}

	/** Compresses the body, mostly so that it can be read. */
	String compress(FuzzRequest request) {
		byte[] plain = request.body;
		request.header("Content-Encoding", this.dice.oneIn(8) ? this.dice.of("x-gzip", "GZIP", "gzip, gzip", "gzip,",
				"deflate", "br", "zstd", "identity", "", "gzip;q=1", "x", "identity, gzip") : "gzip");
		if (this.dice.oneIn(30)) {
			request.headers.add("Content-Encoding: " + this.dice.of("gzip", "identity", ""));
		}
		int at = this.dice.below(plain.length + 1);
		request.body = switch (this.dice.below(16)) {
			case 0, 1, 2 -> join(gzip(Arrays.copyOf(plain, at)), gzip(Arrays.copyOfRange(plain, at, plain.length)));
			case 3 -> join(repeat(EMPTY, 1 + this.dice.below(2000)), gzip(plain));
			case 4 -> join(gzip(plain), this.dice.of(FuzzBodies.raw("x"), new byte[8], plain, this.dice.bytes(20)));
			case 5 -> cut(gzip(plain));
			case 6 -> flip(gzip(plain));
			case 7 -> withHeaderFields(gzip(plain));
			case 8 -> gzip(gzip(plain));
			case 9 -> deflate(plain);
			case 10 -> this.dice.oneIn(20) ? join(this.dice.of(BLANKS, BOMB), gzip(plain)) : gzip(plain);
			default -> gzip(plain);
		};
		return "gzip";
	}

	/** Tells in another way where the body ends, or tells it wrongly. */
	String frame(FuzzRequest request) {
		int length = request.body.length;
		if (this.dice.oneIn(2)) {
			request.framing = "Transfer-Encoding: chunked\r\n" + (this.dice.oneIn(4) ? "Trailer: X-End\r\n" : "");
			request.framed = chunks(request.body);
			return "chunked";
		}
		request.whole = false;
		request.framing = this.dice.of("", "Content-Length: " + (length + 1 + this.dice.below(50)) + "\r\n",
				"Content-Length: " + this.dice.below(length + 1) + "\r\n", "Content-Length: -1\r\n",
				"Content-Length: +" + length + "\r\n", "Content-Length: 0x10\r\n", "Content-Length:\r\n",
				"Content-Length: 99999999999999999999\r\n", "Content-Length: 9223372036854775807\r\n",
				"Content-Length: " + length + ", " + length + "\r\n",
				"Content-Length: " + length + "\r\nContent-Length: " + length + "\r\n",
				"Content-Length: 1\r\nContent-Length: " + length + "\r\n",
				"Content-Length: " + length + "\r\nTransfer-Encoding: chunked\r\n",
				"Transfer-Encoding: " + this.dice.of("gzip, chunked", "chunked, chunked", "identity", "x", "",
						"chunked;a=b", "chunked, gzip", "\u000bchunked", "CHUNKED") + "\r\n",
				"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "Transfer-Encoding : chunked\r\n");
		if (request.framing.contains("hunked") && this.dice.oneIn(2)) {
			request.framed = this.dice.oneIn(3) ? chunks(request.body) : brokenChunks(request.body);
		}
		return "framing";
	}

	private byte[] chunks(byte[] body) {
		ByteArrayOutputStream chunks = new ByteArrayOutputStream();
		for (int at = 0; at < body.length;) {
			int size = Math.min(body.length - at, 1 + this.dice.below(this.dice.oneIn(3) ? 8 : 4096));
			chunks.writeBytes(
					FuzzBodies.raw(Integer.toHexString(size) + (this.dice.oneIn(8) ? ";a=\"b\"" : "") + "\r\n"));
			chunks.write(body, at, size);
			chunks.writeBytes(FuzzBodies.raw("\r\n"));
			at += size;
		}
		chunks.writeBytes(FuzzBodies.raw("0\r\n" + (this.dice.oneIn(6) ? "X-End: 1\r\n" : "") + "\r\n"));
		return chunks.toByteArray();
	}

	private byte[] brokenChunks(byte[] body) {
		String size = this.dice.of("-1", "", "x", "FFFFFFFF", "7FFFFFFF", "fffffffffffffffff", "1", "0", "0x5", " 5",
				Integer.toHexString(body.length + 3), "1;" + "e".repeat(9000));
		return join(FuzzBodies.raw(size + this.dice.of("\r\n", "\n", "\r", "")), body,
				FuzzBodies.raw(this.dice.of("", "\r\n0\r\n\r\n", "0\r\n\r\n",
						"\r\n0\r\nX: " + "t".repeat(9000) + "\r\n\r\n", "\r\n0\r\nbad trailer\r\n\r\n", "\r\n0\r\n")));
	}

	private byte[] cut(byte[] zipped) {
		return Arrays.copyOf(zipped, this.dice.below(zipped.length));
	}

	private byte[] flip(byte[] zipped) {
		zipped[this.dice.below(zipped.length)] ^= (byte) (1 << this.dice.below(8));
		return zipped;
	}

	/**
	 * An extra field, a name, a comment and a checksum that is wrong, or some of them.
	 */
	private byte[] withHeaderFields(byte[] zipped) {
		int flags = this.dice.below(32);
		zipped[3] = (byte) flags;
		String extra = ((flags & 4) != 0) ? "\2\0ab" : "";
		String name = ((flags & 8) != 0) ? "name" + this.dice.of("\0", "") : "";
		String comment = ((flags & 16) != 0) ? "comment".repeat(1 + this.dice.below(3000)) + "\0" : "";
		return FuzzBodies.splice(zipped, 10, 10,
				FuzzBodies.raw(extra + name + comment + (((flags & 2) != 0) ? "\0\0" : "")));
	}

	private static byte[] repeat(byte[] part, int times) {
		byte[] all = new byte[part.length * times];
		for (int i = 0; i < times; i++) {
			System.arraycopy(part, 0, all, i * part.length, part.length);
		}
		return all;
	}

	private static byte[] join(byte[]... parts) {
		ByteArrayOutputStream joined = new ByteArrayOutputStream();
		Arrays.stream(parts).forEach(joined::writeBytes);
		return joined.toByteArray();
	}

	private static byte[] deflate(byte[] plain) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (DeflaterOutputStream deflate = new DeflaterOutputStream(out)) {
			deflate.write(plain);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

	private static byte[] gzip(byte[] plain) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
			gzip.write(plain);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

}
