package io.eventstatistics.event.idempotency;

/**
 * Thrown if an idempotency key was used before for another request.
 */
public class IdempotencyConflictException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	IdempotencyConflictException(IdempotencyKey key) {
		super("Idempotency-Key \"%s\" was used for another request: use a new key".formatted(key.text()));
	}

}
