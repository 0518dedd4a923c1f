package io.eventstatistics.metrics;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;

/**
 * The reasons of refusals. Dashboards and alerts depend on their names, which must not
 * change when a class is renamed.
 */
final class RefusalReasons {

	private static final String BROKEN_OFF = "body_broken_off";

	private static final String OTHER = "other";

	/** By the simple names of exceptions, because this package does not import theirs. */
	private static final Map<String, String> BY_EXCEPTION = Map.ofEntries(Map.entry("AccessException", "access"),
			Map.entry("BatchRejectedException", "batch_rejected"), Map.entry("BodyTooLargeException", "body_too_large"),
			Map.entry("ContentEncodingException", "content_encoding"),
			Map.entry("HttpMediaTypeNotAcceptableException", "http_media_type_not_acceptable"),
			Map.entry("HttpMediaTypeNotSupportedException", "http_media_type_not_supported"),
			Map.entry("HttpRequestMethodNotSupportedException", "http_request_method_not_supported"),
			Map.entry("IdempotencyConflictException", "idempotency_conflict"),
			Map.entry("IdempotencyInFlightException", "idempotency_in_flight"),
			Map.entry("InvalidEventException", "invalid_event"), Map.entry("InvalidQueryException", "invalid_query"),
			Map.entry("OverloadedException", "overloaded"), Map.entry("RateLimitException", "rate_limit"),
			Map.entry("RecorderUnavailableException", "recorder_unavailable"),
			Map.entry("SeriesLimitException", "series_limit"), Map.entry("SlowBodyException", "slow_body"),
			Map.entry("StreamRefusedException", "stream_refused"),
			Map.entry("TimestampAheadException", "timestamp_ahead"), Map.entry("UpgradeException", "upgrade"),
			Map.entry("WindowFullException", "window_full"));

	private RefusalReasons() {
	}

	static Set<String> all() {
		Set<String> all = new TreeSet<>(BY_EXCEPTION.values());
		all.addAll(Set.of(BROKEN_OFF, OTHER));
		return all;
	}

	/**
	 * Returns the reason, or null if the exception is no refusal: a fault of the service,
	 * or an unknown path. The cause of a refusal is more exact, if it has a reason.
	 */
	static @Nullable String of(Exception ex) {
		String exact = (ex.getCause() != null) ? named(ex.getCause().getClass().getSimpleName()) : null;
		String reason = (exact != null) ? exact : named(ex.getClass().getSimpleName());
		if (reason != null) {
			return reason;
		}
		if (ex instanceof IOException) {
			return BROKEN_OFF;
		}
		boolean refused = ex instanceof ErrorResponse response && response.getStatusCode().is4xxClientError()
				&& response.getStatusCode().value() != HttpStatus.NOT_FOUND.value();
		return refused ? OTHER : null;
	}

	static @Nullable String named(String exception) {
		return BY_EXCEPTION.get(exception);
	}

}
