package io.eventstatistics.event.idempotency;

/**
 * Thrown if a request with the same idempotency key is still in progress.
 */
public class IdempotencyInFlightException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param key the key of both requests
	 */
	public IdempotencyInFlightException(IdempotencyKey key) {
		super("a request with Idempotency-Key \"%s\" is still in progress: try again later".formatted(key.text()));
	}

}
