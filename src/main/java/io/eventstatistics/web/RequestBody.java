package io.eventstatistics.web;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import io.eventstatistics.event.IdempotencyKey;
import io.eventstatistics.event.IdempotencyKey.Fingerprint;
import io.eventstatistics.ingest.InvalidEventException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * A request's body, decompressed, and the idempotency key that came with it. Not
 * thread-safe.
 */
final class RequestBody {

	static final String KEY = "Idempotency-Key";

	private final InputStream stream;

	private final @Nullable String key;

	/** Of the request, where there is a key. */
	private final @Nullable MessageDigest digest;

	private RequestBody(InputStream stream, @Nullable String key, @Nullable MessageDigest digest) {
		this.key = key;
		this.digest = digest;
		this.stream = (digest != null) ? new DigestInputStream(stream, digest) : stream;
	}

	/**
	 * Looks at a request.
	 * @throws InvalidEventException if the key is malformed or the body is not what its
	 * encoding says
	 * @throws ContentEncodingException if the encoding is not supported
	 */
	static RequestBody of(HttpServletRequest request, InputStream raw) throws IOException {
		String key = request.getHeader(KEY);
		if (key != null) {
			key(key, Fingerprint.NONE);
			key = ClientKey.of(request.getUserPrincipal(), key);
		}
		return new RequestBody(decoded(request.getHeader(HttpHeaders.CONTENT_ENCODING), raw), key,
				(key != null) ? RequestDigest.of(request) : null);
	}

	/** To be read to its end before the key is asked for. */
	InputStream stream() {
		return this.stream;
	}

	/** The key with the body's fingerprint, or null where none was sent. */
	@Nullable IdempotencyKey key() {
		return (this.key != null && this.digest != null) ? key(this.key, Fingerprint.of(this.digest.digest())) : null;
	}

	private static IdempotencyKey key(String text, Fingerprint fingerprint) {
		try {
			return new IdempotencyKey(text, fingerprint);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidEventException(String.valueOf(ex.getMessage()));
		}
	}

	private static InputStream decoded(@Nullable String encoding, InputStream raw) throws IOException {
		if (encoding == null || "identity".equalsIgnoreCase(encoding)) {
			return raw;
		}
		if (!"gzip".equalsIgnoreCase(encoding)) {
			throw new ContentEncodingException(encoding);
		}
		try {
			return new GZIPInputStream(raw);
		}
		catch (ZipException ex) {
			throw new InvalidEventException("the body is not what its Content-Encoding says: " + ex.getMessage());
		}
	}

}
