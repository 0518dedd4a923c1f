package io.eventstatistics.web.filter;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.eventstatistics.web.cors.CorsProperties;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * Adapts requests that the dispatcher or the servlet API would answer wrongly. TRACE and
 * preflight requests of origins that are not allowed get the answer of a method that is
 * not allowed, with the allowed ones; charsets are removed from the Accept header; a path
 * that cannot be decoded is rejected. Thread-safe.
 */
class RequestFilter implements Filter {

	/**
	 * A method name unknown to the servlet API, which therefore passes it to the
	 * dispatcher. Stripped before it is shown.
	 */
	private static final String TRACE = "TRACE ";

	private static final Pattern CHARSET = Pattern.compile(";\\s*charset\\s*=\\s*(\"[^\"]*\"|[^;,]*)",
			Pattern.CASE_INSENSITIVE);

	private final CorsProperties origins;

	RequestFilter(CorsProperties origins) {
		this.origins = origins;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest http = (HttpServletRequest) request;
		if (HttpMethod.OPTIONS.matches(http.getMethod()) && !this.origins.allows(http.getHeader(HttpHeaders.ORIGIN))) {
			http = new WithHeader(http, HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, null);
		}
		else if (HttpMethod.TRACE.matches(http.getMethod())) {
			http = new Trace(http);
		}
		if (!RawPath.isDecodable(http.getRequestURI())) {
			((HttpServletResponse) response).sendError(HttpServletResponse.SC_BAD_REQUEST);
			return;
		}
		chain.doFilter(withReadableAccept(http), response);
	}

	/**
	 * Returns the request without charsets and empty elements in its Accept header:
	 * responses are always UTF-8.
	 */
	private static HttpServletRequest withReadableAccept(HttpServletRequest request) {
		if (request.getHeader(HttpHeaders.ACCEPT) == null) {
			return request;
		}
		String all = String.join(",", Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
		String types = Arrays.stream(CHARSET.matcher(all).replaceAll("").split(","))
			.map(String::strip)
			.filter((type) -> !type.isEmpty())
			.collect(Collectors.joining(", "));
		return new WithHeader(request, HttpHeaders.ACCEPT, types.isEmpty() ? null : types);
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

	/** A request with one header replaced or removed. */
	private static final class WithHeader extends HttpServletRequestWrapper {

		private final String replaced;

		private final @Nullable String value;

		WithHeader(HttpServletRequest request, String replaced, @Nullable String value) {
			super(request);
			this.replaced = replaced;
			this.value = value;
		}

		@Override
		public @Nullable String getHeader(String name) {
			return this.replaced.equalsIgnoreCase(name) ? this.value : super.getHeader(name);
		}

		@Override
		public Enumeration<String> getHeaders(String name) {
			if (!this.replaced.equalsIgnoreCase(name)) {
				return super.getHeaders(name);
			}
			return Collections.enumeration((this.value != null) ? List.of(this.value) : List.of());
		}

		@Override
		public Enumeration<String> getHeaderNames() {
			return Collections.enumeration(Collections.list(super.getHeaderNames())
				.stream()
				.filter((name) -> this.value != null || !this.replaced.equalsIgnoreCase(name))
				.toList());
		}

	}

}
