package io.eventstatistics.ingest;

/**
 * What is paid for the events of a body once they are known, before they are recorded.
 */
@FunctionalInterface
public interface Toll {

	/** Asks for nothing. */
	Toll FREE = (events) -> {
	};

	/**
	 * Pays for events, or refuses the body that brings them by an exception.
	 * @param events how many, 0 or more
	 */
	void pay(int events);

}
