package io.eventstatistics.web.filter;

import java.io.IOException;

import io.eventstatistics.ingest.BodyIntake;
import io.eventstatistics.ingest.IncomingBody;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.springframework.http.HttpHeaders;

/**
 * Applies the limits of {@link BodyIntake} to every request body, and drains the unread
 * rest of a body: if the server closed the connection while the client is sending, the
 * client would lose the answer. Thread-safe.
 */
final class BodyFilter implements Filter {

	private final BodyIntake intake;

	BodyFilter(BodyIntake intake) {
		this.intake = intake;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest http = (HttpServletRequest) request;
		if (http.getContentLengthLong() <= 0 && http.getHeader(HttpHeaders.TRANSFER_ENCODING) == null) {
			chain.doFilter(request, response);
			return;
		}
		IncomingBody body = new IncomingBody(http.getInputStream(), this.intake);
		try {
			chain.doFilter(new WithBody(http, body), response);
		}
		finally {
			boolean neverSent = http.getHeader(HttpHeaders.EXPECT) != null && !body.hasBegun();
			if (!neverSent && !http.isAsyncStarted()) {
				body.drain();
			}
		}
	}

	private static final class WithBody extends HttpServletRequestWrapper {

		private final IncomingBody body;

		WithBody(HttpServletRequest request, IncomingBody body) {
			super(request);
			this.body = body;
		}

		@Override
		public ServletInputStream getInputStream() {
			return this.body;
		}

	}

}
