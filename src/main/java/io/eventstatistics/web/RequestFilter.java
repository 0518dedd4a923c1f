package io.eventstatistics.web;

import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * Hides from the dispatcher what it or the servlet API would answer wrongly. TRACE and
 * preflight requests are answered like any other method, with what is allowed on their
 * path; an Accept header that names no type is none. Thread-safe.
 */
class RequestFilter implements Filter {

	/**
	 * A name that the servlet API does not know, so that it leaves the method to the
	 * dispatcher. To be stripped before it is shown.
	 */
	private static final String TRACE = "TRACE ";

	private static final int YIELDING = 7;

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest http = (HttpServletRequest) request;
		if (HttpMethod.OPTIONS.matches(http.getMethod())) {
			http = new WithoutHeader(http, HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
		}
		else if (HttpMethod.TRACE.matches(http.getMethod())) {
			http = new Trace(http);
		}
		if (isBlank(http.getHeader(HttpHeaders.ACCEPT))) {
			http = new WithoutHeader(http, HttpHeaders.ACCEPT);
		}
		chain.doFilter(http, response);
		letOthersRun();
	}

	/**
	 * A connection that pipelines keeps its virtual thread, which is not preempted: one
	 * request in eight yields to the others.
	 */
	private static void letOthersRun() {
		if ((ThreadLocalRandom.current().nextInt() & YIELDING) == 0) {
			Thread.yield();
		}
	}

	/** Of commas and spaces only. */
	private static boolean isBlank(@Nullable String accept) {
		return accept != null && accept.chars().allMatch((character) -> character == ',' || character <= ' ');
	}

	private static final class Trace extends HttpServletRequestWrapper {

		Trace(HttpServletRequest request) {
			super(request);
		}

		@Override
		public String getMethod() {
			return TRACE;
		}

	}

	private static final class WithoutHeader extends HttpServletRequestWrapper {

		private final String hidden;

		WithoutHeader(HttpServletRequest request, String hidden) {
			super(request);
			this.hidden = hidden;
		}

		@Override
		public @Nullable String getHeader(String name) {
			return this.hidden.equalsIgnoreCase(name) ? null : super.getHeader(name);
		}

		@Override
		public Enumeration<String> getHeaders(String name) {
			return this.hidden.equalsIgnoreCase(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
		}

		@Override
		public Enumeration<String> getHeaderNames() {
			return Collections.enumeration(Collections.list(super.getHeaderNames())
				.stream()
				.filter((name) -> !this.hidden.equalsIgnoreCase(name))
				.toList());
		}

	}

}
