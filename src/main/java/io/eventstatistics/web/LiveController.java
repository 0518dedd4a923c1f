package io.eventstatistics.web;

import java.io.IOException;
import java.net.URI;

import io.eventstatistics.event.EventService;
import io.eventstatistics.live.EventStream;
import io.eventstatistics.live.LivePublisher;
import io.eventstatistics.live.SocketUpgrade;
import io.eventstatistics.query.LiveQuery;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The statistics as they move, as server-sent events and over a WebSocket. Thread-safe.
 */
@RestController
class LiveController {

	private final LivePublisher publisher;

	private final EventService service;

	LiveController(LivePublisher publisher, EventService service) {
		this.publisher = publisher;
		this.service = service;
	}

	@GetMapping(path = "/statistics/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	void stream(HttpServletRequest request, HttpServletResponse response) throws IOException {
		LiveQuery query = query(request);
		if (HttpMethod.HEAD.matches(request.getMethod())) {
			EventStream.setHeaders(response);
			return;
		}
		EventStream.open(this.publisher, query, request, response);
	}

	@GetMapping("/statistics/ws")
	void socket(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
		LiveQuery query = query(request);
		requireUpgrade(request);
		requireSameOrigin(request.getHeader(HttpHeaders.ORIGIN), request.getHeader(HttpHeaders.HOST));
		SocketUpgrade.open(this.publisher, query, request, response);
	}

	private LiveQuery query(HttpServletRequest request) {
		return LiveQuery.parse(request.getParameter("every"), request.getParameter("window"),
				request.getParameter("stats"), this.service.window());
	}

	private static void requireUpgrade(HttpServletRequest request) {
		if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))
				|| !"13".equals(request.getHeader("Sec-WebSocket-Version"))) {
			throw new UpgradeException(HttpStatus.UPGRADE_REQUIRED,
					"this path speaks WebSocket, version 13: for server-sent events use /statistics/stream");
		}
	}

	/**
	 * A browser lets a page of any site open a WebSocket, with no more than this header
	 * to tell.
	 */
	private static void requireSameOrigin(@Nullable String origin, @Nullable String host) {
		if (origin != null && !authority(origin).equalsIgnoreCase(host)) {
			throw new UpgradeException(HttpStatus.FORBIDDEN,
					"Origin %s is not this service's: only its own pages may open a WebSocket".formatted(origin));
		}
	}

	private static String authority(String origin) {
		try {
			return String.valueOf(URI.create(origin).getRawAuthority());
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

}
