package io.eventstatistics.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.util.UriUtils;

/**
 * The one shape of every error: RFC 9457, and {@code error} with the text of
 * {@code detail} for clients of the older service.
 */
final class Problems {

	static final String FAULT = "the server failed to answer; it has logged why";

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
	 * The path as a URI reference; one that cannot be one is encoded once more. A colon
	 * in its first segment would be read as the end of a scheme.
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
