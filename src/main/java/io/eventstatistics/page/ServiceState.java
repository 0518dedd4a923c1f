package io.eventstatistics.page;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the dashboard shows of the service beside the figures. The counters are of this
 * process, since its start.
 *
 * @param version the version of the service, or null if it is not known
 * @param startedAt when the service started
 * @param at the time of this state
 * @param events the events held, and the largest number of them
 * @param memory the memory of the events, in bytes, and the largest one
 * @param series the series with events, and the largest number of them
 * @param counted the events added to the window
 * @param late the events that were older than the window when they came
 * @param replayed the events of retried batches
 * @param refusals the refused requests by reason, without reasons that did not occur
 * @param ledger the state of the ledger, or null without one
 */
public record ServiceState(@Nullable String version, Instant startedAt, Instant at, Use events, Use memory, Use series,
		long counted, long late, long replayed, Map<String, Long> refusals, @Nullable LedgerState ledger) {

	/**
	 * How much of a limit is used.
	 *
	 * @param used the part in use, 0 or more
	 * @param limit the largest one
	 */
	public record Use(long used, long limit) {

	}

	/**
	 * The state of the ledger.
	 *
	 * @param type the type, such as {@code file}
	 * @param state {@code following}, {@code replaying}, {@code unreachable} or
	 * {@code failed}
	 * @param entries the entries applied since the start
	 */
	public record LedgerState(String type, String state, long entries) {

	}

}
