package io.eventstatistics.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import io.eventstatistics.event.IdempotencyKey;
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

	private final CRC32C checksum = new CRC32C();

	private RequestBody(InputStream stream, @Nullable String key) {
		this.key = key;
		this.stream = (key != null) ? new CheckedInputStream(stream, this.checksum) : stream;
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
			key(key, 0);
			key = ClientKey.of(request.getUserPrincipal(), key);
		}
		return new RequestBody(decoded(request.getHeader(HttpHeaders.CONTENT_ENCODING), raw), key);
	}

	/** To be read to its end before the key is asked for. */
	InputStream stream() {
		return this.stream;
	}

	/** The key with the body's fingerprint, or null where none was sent. */
	@Nullable IdempotencyKey key() {
		return (this.key != null) ? key(this.key, this.checksum.getValue()) : null;
	}

	private static IdempotencyKey key(String text, long fingerprint) {
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
