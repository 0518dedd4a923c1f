package io.eventstatistics.web;

import java.io.IOException;

import io.eventstatistics.event.EventService;
import io.eventstatistics.live.EventStream;
import io.eventstatistics.live.LivePublisher;
import io.eventstatistics.live.SocketUpgrade;
import io.eventstatistics.query.LiveQuery;
import io.eventstatistics.query.QuestionParameters;
import io.eventstatistics.web.cors.CorsProperties;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Streams statistics as server-sent events and over a WebSocket. Thread-safe.
 */
@RestController
class LiveController {

	private final LivePublisher publisher;

	private final EventService service;

	private final CorsProperties origins;

	LiveController(LivePublisher publisher, EventService service, CorsProperties origins) {
		this.publisher = publisher;
		this.service = service;
		this.origins = origins;
	}

	@GetMapping(path = ApiPaths.STREAM, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	void stream(@RequestParam(required = false) @Nullable String every,
			@RequestParam(required = false) @Nullable String event, QuestionParameters parameters,
			HttpServletRequest request, HttpServletResponse response) throws IOException {
		LiveQuery query = LiveQuery.parse(every, parameters, this.service.window());
		boolean typed = LiveQuery.isTyped(event);
		if (HttpMethod.HEAD.matches(request.getMethod())) {
			EventStream.setHeaders(response);
			return;
		}
		EventStream.open(this.publisher, query, typed, request, response);
	}

	@GetMapping(ApiPaths.SOCKET)
	void socket(@RequestParam(required = false) @Nullable String every, QuestionParameters parameters,
			HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
		LiveQuery query = LiveQuery.parse(every, parameters, this.service.window());
		requireUpgrade(request);
		requireOrigin(request.getHeader(HttpHeaders.ORIGIN),
				request.getScheme() + "://" + request.getHeader(HttpHeaders.HOST));
		SocketUpgrade.open(this.publisher, query, request, response);
	}

	private static void requireUpgrade(HttpServletRequest request) {
		if ("HTTP/1.0".equals(request.getProtocol())
				|| !"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))
				|| !"13".equals(request.getHeader("Sec-WebSocket-Version"))) {
			throw new UpgradeException(HttpStatus.UPGRADE_REQUIRED,
					"this path needs a WebSocket upgrade, version 13, over HTTP/1.1: for server-sent events use /statistics/stream");
		}
	}

	/**
	 * Rejects pages of other origins unless they are allowed: browsers do not apply the
	 * same-origin policy to WebSockets, they only send the {@code Origin} header.
	 */
	private void requireOrigin(@Nullable String origin, String own) {
		if (origin != null && !normal(origin).equalsIgnoreCase(normal(own)) && !this.origins.allows(origin)) {
			throw new UpgradeException(HttpStatus.FORBIDDEN,
					"Origin %s must be this service's, which is %s, or an allowed one: see event-statistics.cors"
						.formatted(origin, own));
		}
	}

	/** Removes the default port of the scheme. */
	private static String normal(String origin) {
		return origin.replaceFirst("(?i)^(http://[^/]*):80$", "$1").replaceFirst("(?i)^(https://[^/]*):443$", "$1");
	}

}
