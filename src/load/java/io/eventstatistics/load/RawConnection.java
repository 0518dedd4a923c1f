package io.eventstatistics.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection that sends any bytes and reads answers of HTTP/1.1 and HTTP/0.9. Another
 * thread may abort it.
 */
final class RawConnection implements AutoCloseable {

	private static final int PIECE = 700;

	private final Socket socket;

	private final InputStream in;

	RawConnection(int port) throws IOException {
		this.socket = new Socket("127.0.0.1", port);
		this.socket.setTcpNoDelay(true);
		this.in = new BufferedInputStream(this.socket.getInputStream());
	}

	/** Sends bytes, sometimes in two pieces that arrive one after the other. */
	void write(byte[] bytes, int length, boolean inPieces) throws IOException {
		int first = inPieces ? Math.min(length, PIECE) : length;
		this.socket.getOutputStream().write(bytes, 0, first);
		if (first < length) {
			Thread.yield();
			this.socket.getOutputStream().write(bytes, first, length - first);
		}
	}

	/** Tells the server that nothing more comes. */
	void end() throws IOException {
		this.socket.shutdownOutput();
	}

	boolean hasMore() throws IOException {
		return this.in.available() > 0;
	}

	/**
	 * Reads the final answer to a request.
	 * @param noBody whether the answer has no body, as for {@code HEAD}
	 * @return the answer, or null where the server closed before its first byte
	 * @throws IOException if the answer ends early or is none
	 */
	RawAnswer read(boolean noBody) throws IOException {
		this.in.mark(8);
		String start = text(this.in.readNBytes(7));
		if (start.isEmpty()) {
			return null;
		}
		this.in.reset();
		if (start.startsWith("retry:")) {
			return new RawAnswer(0, List.of(), new byte[0], true);
		}
		if (!start.equals("HTTP/1.")) {
			return new RawAnswer(0, List.of(), this.in.readAllBytes(), false);
		}
		String line = line();
		int status = Integer.parseInt(line.substring(9, 12));
		RawAnswer head = new RawAnswer(status, headers(), new byte[0], status == 101);
		if (status == 100) {
			return read(noBody);
		}
		if (noBody || status == 101 || status == 204 || status == 304) {
			return head;
		}
		if (head.header("Content-Type").startsWith("text/event-stream")) {
			return new RawAnswer(status, head.headers(), new byte[0], true);
		}
		return new RawAnswer(status, head.headers(), body(head), false);
	}

	private List<String> headers() throws IOException {
		List<String> headers = new ArrayList<>();
		for (String line = line(); !line.isEmpty(); line = line()) {
			headers.add(line);
		}
		return headers;
	}

	private byte[] body(RawAnswer head) throws IOException {
		if (head.header("Transfer-Encoding").equals("chunked")) {
			return chunks();
		}
		String length = head.header("Content-Length");
		if (length.isEmpty()) {
			return this.in.readAllBytes();
		}
		byte[] body = this.in.readNBytes(Integer.parseInt(length));
		if (body.length < Integer.parseInt(length)) {
			throw new EOFException("the answer's body breaks off");
		}
		return body;
	}

	private byte[] chunks() throws IOException {
		StringBuilder body = new StringBuilder();
		for (int size = size(); size > 0; size = size()) {
			body.append(text(this.in.readNBytes(size)));
			line();
		}
		line();
		return body.toString().getBytes(StandardCharsets.ISO_8859_1);
	}

	private int size() throws IOException {
		return Integer.parseInt(line(), 16);
	}

	/** A line without its end. */
	private String line() throws IOException {
		StringBuilder line = new StringBuilder(64);
		for (int next = this.in.read(); next != '\n'; next = this.in.read()) {
			if (next < 0) {
				throw new EOFException("the answer breaks off");
			}
			line.append((char) next);
		}
		return line.toString().stripTrailing();
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
