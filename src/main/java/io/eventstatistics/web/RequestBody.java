package io.eventstatistics.web;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import io.eventstatistics.event.idempotency.IdempotencyKey;
import io.eventstatistics.event.idempotency.IdempotencyKey.Fingerprint;
import io.eventstatistics.ingest.BatchGate;
import io.eventstatistics.ingest.GzipStream;
import io.eventstatistics.ingest.parse.InvalidEventException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * The decompressed body of a request, and its idempotency key. Closing it frees the
 * memory of the decompressor; the request's own stream stays open. Not thread-safe.
 */
final class RequestBody implements AutoCloseable {

	static final String KEY = "Idempotency-Key";

	private final @Nullable GzipStream gzip;

	private final InputStream stream;

	private final @Nullable String key;

	/** The digest of the request, or null without a key. */
	private final @Nullable MessageDigest digest;

	private RequestBody(InputStream raw, @Nullable GzipStream gzip, @Nullable String key,
			@Nullable MessageDigest digest) {
		this.gzip = gzip;
		this.key = key;
		this.digest = digest;
		InputStream decoded = (gzip != null) ? gzip : raw;
		this.stream = (digest != null) ? new DigestInputStream(decoded, digest) : decoded;
	}

	/**
	 * Creates the body of a request from its headers; reads nothing.
	 * @param request the request
	 * @param raw its body before decompression
	 * @return the body
	 * @throws InvalidEventException if the key is malformed
	 * @throws ContentEncodingException if the encoding is not supported
	 */
	static RequestBody of(HttpServletRequest request, InputStream raw) {
		String key = request.getHeader(KEY);
		if (key != null) {
			key(key, Fingerprint.NONE);
			key = ClientKey.of(request.getUserPrincipal(), key);
		}
		return new RequestBody(raw, isGzip(request) ? new GzipStream(raw) : null, key,
				(key != null) ? RequestDigest.of(request) : null);
	}

	/** Returns the decompressed body. */
	InputStream stream() {
		return this.stream;
	}

	/**
	 * Returns the key with the request's fingerprint, or null if no key was sent. Called
	 * after the stream has been read to its end.
	 */
	@Nullable IdempotencyKey key() {
		return (this.key != null && this.digest != null) ? key(this.key, Fingerprint.of(this.digest.digest())) : null;
	}

	@Override
	public void close() throws IOException {
		if (this.gzip != null) {
			this.gzip.close();
		}
	}

	private static IdempotencyKey key(String text, Fingerprint fingerprint) {
		try {
			return new IdempotencyKey(text, fingerprint);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidEventException(String.valueOf(ex.getMessage()));
		}
	}

	/** Returns the size of the decompressed body, or {@link BatchGate#UNKNOWN_BYTES}. */
	static long bytes(HttpServletRequest request) {
		boolean stated = request.getContentLengthLong() >= 0 && request.getHeader(HttpHeaders.CONTENT_ENCODING) == null;
		return stated ? request.getContentLengthLong() : BatchGate.UNKNOWN_BYTES;
	}

	private static boolean isGzip(HttpServletRequest request) {
		List<String> encodings = encodings(request);
		if (encodings.isEmpty()) {
			return false;
		}
		boolean gzip = encodings.size() == 1 && ("gzip".equals(encodings.get(0)) || "x-gzip".equals(encodings.get(0)));
		if (!gzip) {
			throw new ContentEncodingException(String.join(", ", encodings));
		}
		return true;
	}

	/** Returns the encodings of the body from all header lines, in lower case. */
	private static List<String> encodings(HttpServletRequest request) {
		List<String> encodings = new ArrayList<>();
		for (String line : Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING))) {
			for (String encoding : line.toLowerCase(Locale.ROOT).split(",")) {
				if (!encoding.isBlank() && !"identity".equals(encoding.strip())) {
					encodings.add(encoding.strip());
				}
			}
		}
		return encodings;
	}

}
