package io.eventstatistics.ingest;

/**
 * Charges the client's quota for the events of a parsed body, before they are recorded.
 */
@FunctionalInterface
public interface EventQuota {

	/**
	 * Header of an answer to a batch that had been recorded before, which costs nothing.
	 */
	String REPLAYED = "Idempotency-Replayed";

	/** Charges nothing. */
	EventQuota UNLIMITED = (events) -> {
	};

	/**
	 * Charges the client of the current request, or refuses its body by an exception.
	 * @param events how many, 0 or more
	 */
	void charge(int events);

}
