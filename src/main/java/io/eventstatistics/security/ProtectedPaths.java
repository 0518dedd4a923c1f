package io.eventstatistics.security;

import java.util.List;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * The paths of each permission, below the context path and the dispatcher's path. A
 * handler at any other path is refused, so that an endpoint without a rule is not open by
 * mistake. Thread-safe.
 */
class ProtectedPaths implements HandlerInterceptor {

	private final RequestMatcher health;

	private final RequestMatcher operate;

	private final RequestMatcher write;

	private final RequestMatcher read;

	private final RequestMatcher named;

	/**
	 * Creates the paths.
	 * @param rules the paths of the service
	 * @param prefix the dispatcher's path, which an actuator on its own port does not
	 * have
	 * @param actuator the actuator's path below the prefix
	 */
	ProtectedPaths(PathRules rules, String prefix, String actuator) {
		this.health = new OrRequestMatcher(below(prefix, rules.health()),
				below(prefix, List.of(actuator + "/health/**")));
		this.operate = below(prefix, List.of(actuator + "/**"));
		this.write = below(prefix, rules.write());
		this.read = below(prefix, rules.read());
		this.named = new OrRequestMatcher(this.health, this.operate, this.write, this.read,
				below(prefix, rules.pages()));
	}

	RequestMatcher health() {
		return this.health;
	}

	RequestMatcher of(Permission permission) {
		return switch (permission) {
			case OPERATE -> this.operate;
			case WRITE -> this.write;
			case READ -> this.read;
		};
	}

	boolean isHealth(HttpServletRequest request) {
		return this.health.matches(request);
	}

	/** A path without a handler serves a static file or nothing. */
	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (handler instanceof ResourceHttpRequestHandler || this.named.matches(request)) {
			return true;
		}
		throw new AccessException(HttpStatus.FORBIDDEN, "no access is defined for this path");
	}

	private static RequestMatcher below(String prefix, List<String> paths) {
		List<RequestMatcher> matchers = paths.stream()
			.flatMap((path) -> Stream.of(path, prefix + path))
			.distinct()
			.<RequestMatcher>map((path) -> PathPatternRequestMatcher.withDefaults().matcher(path))
			.toList();
		return matchers.isEmpty() ? (request) -> false : new OrRequestMatcher(matchers);
	}

}
