package io.eventstatistics.ingest;

import org.springframework.util.unit.DataSize;

/**
 * Thrown while a request's body is read, as soon as it exceeds the limit.
 */
public class BodyTooLargeException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	BodyTooLargeException(DataSize limit) {
		super("the body is larger than the %d bytes that are accepted".formatted(limit.toBytes()));
	}

}
