package io.eventstatistics.web.problem;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.util.UriUtils;

/**
 * Creates the problem details of all errors (RFC 9457). The additional member
 * {@code error} repeats {@code detail} for older clients.
 */
public final class Problems {

	/** The detail of a fault of the server. */
	public static final String FAULT = "the server failed to answer: its log has the reason";

	private static final URI BLANK = URI.create("about:blank");

	private Problems() {
	}

	/**
	 * Creates a problem detail.
	 * @param status the status of the response
	 * @param detail what is wrong, what was received and what to do
	 * @param path the path of the request as the client sent it
	 */
	public static ProblemDetail problem(HttpStatusCode status, String detail, String path) {
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
