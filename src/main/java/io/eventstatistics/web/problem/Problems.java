package io.eventstatistics.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.util.UriUtils;

/**
 * Creates the problem details of all errors (RFC 9457). The additional member
 * {@code error} repeats {@code detail} for older clients.
 */
final class Problems {

	static final String FAULT = "the server failed to answer: its log has the reason";

	private static final URI BLANK = URI.create("about:blank");

	private Problems() {
	}

	static ProblemDetail problem(HttpStatusCode status, String detail, String path) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setType(BLANK);
		problem.setInstance(instance(path));
		problem.setProperty("error", detail);
		return problem;
	}

	/**
	 * Returns the path as a URI reference; an invalid one is percent-encoded again. A
	 * relative path gets the prefix {@code ./}, because a colon in its first segment
	 * would end a scheme.
	 */
	private static URI instance(String path) {
		if (path.isEmpty()) {
			return URI.create("/");
		}
		if (path.startsWith("//")) {
			return instance("/." + path);
		}
		try {
			return URI.create(path);
		}
		catch (IllegalArgumentException ex) {
			String encoded = UriUtils.encodePath(path, StandardCharsets.UTF_8);
			return URI.create(path.startsWith("/") ? encoded : "./" + encoded);
		}
	}

}
