package io.eventstatistics.web.cors;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.CorsFilter;

/**
 * Answers preflight requests of allowed origins, and lets their pages read the answers.
 * Requests of other origins are answered as without this filter, so that a page of the
 * service itself also works behind a proxy that hides its origin: browsers refuse to hand
 * the answers to pages of other origins, and to send them JSON. Cookies are not allowed;
 * tokens are sent in a header. Thread-safe.
 */
public class CrossOriginFilter implements Filter {

	private static final long MAX_AGE_SECONDS = 3600;

	private final CorsProperties origins;

	private final CorsFilter allowed;

	/**
	 * Creates a filter.
	 * @param origins the allowed origins
	 */
	public CrossOriginFilter(CorsProperties origins) {
		this.origins = origins;
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOrigins(origins.allowedOrigins());
		configuration.setAllowedMethods(List.of(HttpMethod.GET.name(), HttpMethod.HEAD.name(), HttpMethod.POST.name()));
		configuration.addAllowedHeader(CorsConfiguration.ALL);
		configuration.addExposedHeader(CorsConfiguration.ALL);
		configuration.setMaxAge(MAX_AGE_SECONDS);
		this.allowed = new CorsFilter((request) -> configuration);
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (this.origins.allows(((HttpServletRequest) request).getHeader(HttpHeaders.ORIGIN))) {
			this.allowed.doFilter(request, response, chain);
		}
		else {
			((HttpServletResponse) response).addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
			chain.doFilter(request, response);
		}
	}

}
