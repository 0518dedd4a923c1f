package io.eventstatistics.event.idempotency;

/**
 * Thrown where a request with the same idempotency key is still under way.
 */
public class IdempotencyInFlightException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param key of both requests
	 */
	public IdempotencyInFlightException(IdempotencyKey key) {
		super("a request with Idempotency-Key \"%s\" is still under way: try again later".formatted(key.text()));
	}

}
