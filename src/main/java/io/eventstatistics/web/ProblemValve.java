package io.eventstatistics.web;

import java.io.IOException;
import java.util.Objects;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;

/**
 * Answers with a problem detail where Tomcat refuses a request itself: a request line or
 * header that is malformed or too long, a method that it does not know.
 */
class ProblemValve extends ErrorReportValve {

	private final JsonMapper json;

	ProblemValve(JsonMapper json) {
		this.json = json;
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable thrown) {
		int code = response.getStatus();
		if (code < HttpStatus.BAD_REQUEST.value() || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		String detail = (code == HttpStatus.INTERNAL_SERVER_ERROR
			.value()) ? "the server failed to answer; it has logged why" : (thrown instanceof IOException)
					? "the body breaks off, comes too slowly or its chunks are malformed"
					: "the request is refused unread: its method, target or a header is malformed, too long or not supported";
		byte[] body = this.json.writeValueAsBytes(Problems.problem(HttpStatusCode.valueOf(code), detail,
				Objects.requireNonNullElse(request.getRequestURI(), "")));
		try {
			response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
			response.setContentLength(body.length);
			response.getOutputStream().write(body);
			response.finishResponse();
		}
		catch (IOException ex) {
			this.container.getLogger().debug("The client has left before its error was sent", ex);
		}
	}

}
