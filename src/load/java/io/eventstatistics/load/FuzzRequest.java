package io.eventstatistics.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request that mutations change before it is sent. Its texts are bytes: a character is
 * a byte (ISO-8859-1).
 */
final class FuzzRequest {

	String method = "GET";

	String target = "/";

	String version = " HTTP/1.1";

	String lineEnd = "\r\n";

	/** Without the body's length. */
	final List<String> headers = new ArrayList<>();

	byte[] body = {};

	/** What the body says, before it was compressed. */
	byte[] plain = {};

	/** The header lines that tell where the body ends; its length where this is null. */
	String framing;

	/** How the body is written after the head; itself where this is null. */
	byte[] framed;

	/** Whether it ends where its framing says, so that the connection can be kept. */
	boolean whole = true;

	/**
	 * After how many of its bytes the client goes away; it stays where this is below 0.
	 */
	int brokenOffAt = -1;

	/** The one before on its connection; null where it is the first. */
	FuzzRequest before;

	/** What was changed. */
	final List<String> kinds = new ArrayList<>();

	byte[] bytes() {
		StringBuilder head = new StringBuilder(256);
		head.append(this.method).append(' ').append(this.target).append(this.version).append(this.lineEnd);
		this.headers.forEach((header) -> head.append(header).append(this.lineEnd));
		if (this.framing != null) {
			head.append(this.framing);
		}
		else if (this.body.length > 0 || this.method.startsWith("P")) {
			head.append("Content-Length: ").append(this.body.length).append(this.lineEnd);
		}
		head.append(this.lineEnd);
		ByteArrayOutputStream all = new ByteArrayOutputStream(head.length() + this.body.length);
		all.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
		all.writeBytes((this.framed != null) ? this.framed : this.body);
		return all.toByteArray();
	}

	/** Takes the place of the header with the same name. */
	void header(String name, String value) {
		this.headers.removeIf((header) -> header.startsWith(name + ":"));
		this.headers.add(name + ": " + value);
	}

	/** The connector answers {@code OPTIONS *} by itself, with headers alone. */
	boolean wantsNoBody() {
		return this.method.equals("HEAD") || (this.method.equals("OPTIONS") && this.target.equals("*"));
	}

}
