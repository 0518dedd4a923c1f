package io.eventstatistics.web;

import java.util.List;

/**
 * The paths of the API, and the path patterns used by other packages.
 */
public final class ApiPaths {

	/** Reports whether the service accepts requests. */
	public static final String HEALTH = "/health";

	static final String EVENT = "/event";

	static final String EVENTS = "/events";

	static final String STATISTICS = "/statistics";

	static final String HISTORY = STATISTICS + "/history";

	static final String HISTOGRAM = STATISTICS + "/histogram";

	static final String STREAM = STATISTICS + "/stream";

	static final String SOCKET = STATISTICS + "/ws";

	static final String SERIES = "/series";

	/** All paths that record events. */
	public static final List<String> RECORDING = List.of(EVENT, EVENTS);

	/** All paths that answer questions. */
	public static final List<String> QUESTIONS = List.of(STATISTICS, STATISTICS + "/**", SERIES);

	/** URL patterns of all paths that pages of other origins may use. */
	static final List<String> CROSS_ORIGIN = List.of(EVENT, EVENTS, STATISTICS + "/*", SERIES, HEALTH);

	private ApiPaths() {
	}

}
