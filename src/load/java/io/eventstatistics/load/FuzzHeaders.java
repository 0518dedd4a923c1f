package io.eventstatistics.load;

import java.util.Locale;

/**
 * Header fields: known ones with odd values, and lines that are none.
 */
final class FuzzHeaders {

	private static final String[] TYPES = { "application/json;charset=utf-8", "application/json;charset=utf-16",
			"application/json;charset=nonsense", "application/json; charset=\"", "text/plain", "text/csv", "text/html",
			"multipart/form-data", "multipart/form-data; boundary=x", "multipart/mixed; boundary=", "multipart/related",
			"application/x-www-form-urlencoded", "", "/", "application", "*/*", "application/*",
			"application/json, application/json", "application/ndjson", "application/jsonl", "application/x-ndjson",
			"application/x-ndjson; q=", "application/json;;;", "application/json;a", "\"", "application/json;a=\"b",
			"application/problem+json", "application/cbor", "text/event-stream", "a/b;c=d;e=f",
			"application/json\u00ff", "x".repeat(3000) + "/y", "APPLICATION/JSON", "image/*;q=0" };

	private static final String[] ACCEPTS = { "*/*", "text/csv", "text/plain; version=0.0.4", "text/plain",
			"application/openmetrics-text; version=1.0.0", "text/event-stream", "application/json;charset=utf-16",
			"application/json;charset=x", "text/plain,,", "application/json;charset=iso-8859-1", "application/json;q=0", "text/html", "image/png", "application/json;q=2",
			"application/json;q=x", "nonsense", "/", "*/json", "*", "application/problem+json", "", ";", ",",
			"application/xml", "text/html;level=1;q=0.5, */*;q=0", "a/b,".repeat(60) + "*/*",
			"application/json;q=0.1, text/csv;q=0.2", "text/javascript", "application/json\u00ff",
			"application/vnd.spring-boot.actuator.v3+json", "text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
			"multipart/form-data", "application/x-ndjson", "text/csv;header=absent", "text/csv;charset=utf-16",
			"application/*+json" };

	private static final String[] OTHERS = { "Range: bytes=0-1", "Range: bytes=5-1", "Range: bytes=999999999-",
			"Range: bytes=-0", "Range: bytes=0-0,2-2,4-4", "Range: lines=1-2", "Range: bytes=x",
			"Range: bytes=0-99999999999999999999", "If-Range: \"x\"", "If-Range: Thu, 01 Jan 1970 00:00:00 GMT",
			"If-Match: \"x\"", "If-Match: *", "If-Match: ", "If-None-Match: *", "If-None-Match: \"",
			"If-None-Match: W/\"a\", b", "If-Modified-Since: garbage",
			"If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT", "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT",
			"If-Unmodified-Since: -1", "Idempotency-Key: ", "Idempotency-Key: \"quoted\"", "Idempotency-Key: \u00e4",
			"Idempotency-Key: a\tb", "Idempotency-Key: " + "k".repeat(255), "Idempotency-Key: " + "k".repeat(256),
			"Expect: 100-continue", "Expect: nonsense", "Expect: ", "Upgrade: websocket", "Upgrade: h2c",
			"Connection: upgrade", "Connection: close", "Connection: keep-alive", "Connection: x, close",
			"Connection: ", "Keep-Alive: timeout=0", "Host: other", "Host: ", "Host: a b", "Host: [::1",
			"Host: x:99999", "Host: \u00ff", "Cookie: a=b", "Cookie: =;;=", "Cookie: JSESSIONID=x",
			"Authorization: Bearer x", "Authorization: Basic !!", "Authorization: ",
			"Authorization: Bearer " + "t".repeat(3000), "Origin: http://evil", "Origin: null", "Origin: ",
			"Origin: http://[", "Access-Control-Request-Method: POST", "Access-Control-Request-Method: \u00ff",
			"Access-Control-Request-Headers: a,b", "X-Forwarded-For: 1.2.3.4, x", "X-Forwarded-Proto: gopher",
			"X-Forwarded-Host: a b", "X-Forwarded-Prefix: /x", "X-Forwarded-Port: x", "Forwarded: for=\"[",
			"Accept-Encoding: gzip", "Accept-Encoding: br;q=x", "Accept-Encoding: *;q=0", "Accept-Language: ar",
			"Accept-Language: fa-IR-u-nu-arabext", "Accept-Language: x;q=2", "Accept-Language: ,",
			"Accept-Charset: utf-16", "Accept-Charset: x", "TE: trailers", "Trailer: Content-Length",
			"X-HTTP-Method-Override: DELETE", "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
			"traceparent: x", "tracestate: a=b", "baggage: " + "a=b,".repeat(300), "Last-Event-ID: \0",
			"Last-Event-ID: 5", "Content-Range: bytes 0-1/2", "Max-Forwards: 0", "Via: x",
			"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Key: x", "Sec-WebSocket-Version: 13",
			"Sec-WebSocket-Version: 99", "Sec-WebSocket-Protocol: a,,b",
			"Sec-WebSocket-Extensions: permessage-deflate; x", "Content-Language: x", "Content-Location: %zz",
			"Content-MD5: x", "Date: x", "From: x", "Pragma: no-cache", "Cache-Control: max-age=0", "DNT: 1",
			"HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA", "X: " + "y".repeat(7000), "X: " + "y".repeat(20_000),
			"Proxy-Connection: close" };

	private static final String[] NO_FIELDS = { "no colon", ": no name", " : x", "Name : x", "Na me: x", " folded",
			"\tfolded", "Na\0me: x", "Name: x\0y", "N\u00e4me: x", "Name: \1\2\3", "Name: x\ry", "Name: x\ny",
			"\u007f: x", "N(): x", "{}: x", "X:", "X" };

	private final Dice dice;

	FuzzHeaders(Dice dice) {
		this.dice = dice;
	}

	/** Changes the media type of the body or of the answer. */
	String mutateType(FuzzRequest request) {
		if (this.dice.oneIn(2)) {
			request.header("Content-Type", this.dice.of(TYPES));
			if (this.dice.oneIn(20)) {
				request.headers.add("Content-Type: " + this.dice.of(TYPES));
			}
			return "content type";
		}
		request.header("Accept", this.dice.of(ACCEPTS));
		if (this.dice.oneIn(10)) {
			request.headers.add("Accept: " + this.dice.of(ACCEPTS));
		}
		return "accept";
	}

	/** Adds a field, sometimes twice. */
	String add(FuzzRequest request) {
		String header = this.dice.oneIn(6) ? "Idempotency-Key: k" + this.dice.below(60) : this.dice.of(OTHERS);
		String name = header.substring(0, header.indexOf(':'));
		for (int i = this.dice.of(1, 1, 1, 1, 2, 3); i > 0; i--) {
			request.headers.add(header);
		}
		if (name.equals("Host") || name.equals("Connection") || name.equals("Expect") || name.equals("Upgrade")) {
			request.whole = false;
		}
		if (name.startsWith("Sec-W") || name.equals("Upgrade")) {
			upgrade(request);
		}
		return name.toLowerCase(Locale.ROOT);
	}

	/** Most headers of a WebSocket handshake. */
	private void upgrade(FuzzRequest request) {
		request.whole = false;
		request.target = "/statistics/ws" + this.dice.of("", "?every=1s", "?every=%zz", "?stats=x");
		for (String header : new String[] { "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
				"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==" }) {
			if (!this.dice.oneIn(8)) {
				request.headers.add(header);
			}
		}
	}

	/**
	 * A head that is no head: lines that are no fields, too many, other ends of lines.
	 */
	String breakHead(FuzzRequest request) {
		request.whole = false;
		switch (this.dice.below(6)) {
			case 0 -> request.headers.removeIf((header) -> header.startsWith("Host"));
			case 1 -> request.lineEnd = this.dice.of("\n", "\r", "\n\r", "\r\r\n", "");
			case 2 -> {
				for (int i = this.dice.of(90, 101, 500); i > 0; i--) {
					request.headers.add("X-" + i + ": " + i);
				}
			}
			default -> request.headers.add(this.dice.below(request.headers.size() + 1), this.dice.of(NO_FIELDS));
		}
		return "head";
	}

}
