package io.eventstatistics.ingest;

/**
 * Charges the client's quota for the events of a parsed body, before they are recorded.
 */
@FunctionalInterface
public interface EventQuota {

	/**
	 * The response header of a replayed batch, which costs nothing.
	 */
	String REPLAYED = "Idempotency-Replayed";

	/** Charges nothing. */
	EventQuota UNLIMITED = (events) -> {
	};

	/**
	 * Charges the client of the current request. Throws an exception if its quota is
	 * exceeded.
	 * @param events the number of events, 0 or more
	 */
	void charge(int events);

}
