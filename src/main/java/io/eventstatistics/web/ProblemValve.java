package io.eventstatistics.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import io.eventstatistics.web.problem.ErrorPage;
import io.eventstatistics.web.problem.Problems;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/**
 * Writes a problem detail for requests that Tomcat rejects itself, such as a malformed or
 * too long request line or header, and for error statuses that were set without a body.
 */
class ProblemValve extends ErrorReportValve {

	private final JsonMapper json;

	ProblemValve(JsonMapper json) {
		this.json = json;
	}

	/**
	 * If the request body is unread, the response has {@code Connection: close} and the
	 * connection is closed: the client must not reuse it.
	 */
	@Override
	protected void report(Request request, Response response, @Nullable Throwable thrown) {
		int code = response.getStatus();
		if (code < HttpStatus.BAD_REQUEST.value() || response.getContentWritten() > 0 || isReported(response)) {
			return;
		}
		String path = Objects.requireNonNullElse(request.getRequestURI(), "");
		String detail = (thrown instanceof IOException)
				? "the body breaks off, comes too slowly or its chunks are malformed" : detail(code, path);
		ProblemDetail problem = Problems.problem(HttpStatusCode.valueOf(code), detail, path);
		boolean page = ErrorPage.isPreferred(request.getHeader(HttpHeaders.ACCEPT));
		byte[] body = page ? ErrorPage.of(problem, "").getBytes(StandardCharsets.UTF_8)
				: this.json.writeValueAsBytes(problem);
		try {
			response.resetBuffer(true);
			response.setContentType(page ? ErrorPage.TYPE.toString() : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
			response.setContentLength(body.length);
			if (!request.getCoyoteRequest().isFinished()) {
				response.setHeader(HttpHeaders.CONNECTION, "close");
			}
			response.getOutputStream().write(body);
			response.finishResponse();
		}
		catch (IOException ex) {
			this.container.getLogger().debug("The client disconnected before its error was sent", ex);
		}
	}

	/** Returns whether the error has been reported already. */
	private static boolean isReported(Response response) {
		return !response.setErrorReported() && response.isError();
	}

	private static String detail(int code, String path) {
		return switch (code) {
			case HttpServletResponse.SC_INTERNAL_SERVER_ERROR -> Problems.FAULT;
			case HttpServletResponse.SC_NOT_FOUND -> "there is nothing at " + path;
			case HttpServletResponse.SC_NOT_ACCEPTABLE -> "the Accept header cannot be met here";
			case HttpServletResponse.SC_PRECONDITION_FAILED -> "a condition of the request is not met";
			case HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE ->
				"the requested range is malformed or outside the file";
			case HttpServletResponse.SC_EXPECTATION_FAILED -> "Expect is supported only with 100-continue";
			case HttpServletResponse.SC_HTTP_VERSION_NOT_SUPPORTED ->
				"the version of HTTP is not supported: supported are HTTP/1.1 and HTTP/1.0";
			default ->
				"the request is rejected unread: its method, target or a header is malformed, too long or not supported";
		};
	}

}
