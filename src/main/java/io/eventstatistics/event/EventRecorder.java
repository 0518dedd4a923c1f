package io.eventstatistics.event;

/**
 * Where events go to be counted. Thread-safe.
 */
public interface EventRecorder {

	/**
	 * Records all events of a batch or none. When this returns, the next statistics
	 * include them; no reader sees a part of them.
	 * @param batch the events, not used by anyone else meanwhile
	 * @throws TimestampAheadException if a timestamp is too far ahead of the clock;
	 * nothing is then recorded
	 */
	void record(EventBatch batch);

}
