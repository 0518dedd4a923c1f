package io.eventstatistics.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.eventstatistics.query.QuestionParameters;
import io.eventstatistics.query.QueryString;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Rejects query strings that cannot be decoded, on every path and before any other code
 * decodes them. On the service's own paths it also rejects parameters that the handler
 * method does not declare. Thread-safe.
 */
class QueryStringCheck implements HandlerInterceptor {

	private static final String OURS = QueryStringCheck.class.getPackageName();

	private final Map<HandlerMethod, List<String>> known = new ConcurrentHashMap<>();

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		String text = request.getQueryString();
		if (text == null) {
			return true;
		}
		QueryString query = QueryString.parse(text);
		if (handler instanceof HandlerMethod method && method.getBeanType().getPackageName().equals(OURS)) {
			query.requireOnly(this.known.computeIfAbsent(method, QueryStringCheck::names));
		}
		return true;
	}

	private static List<String> names(HandlerMethod method) {
		return Arrays.stream(method.getMethodParameters()).flatMap(QueryStringCheck::names).toList();
	}

	private static Stream<String> names(MethodParameter parameter) {
		if (parameter.getParameterType() == QuestionParameters.class) {
			return QuestionParameters.NAMES.stream();
		}
		return parameter.hasParameterAnnotation(RequestParam.class) ? Stream.of(name(parameter)) : Stream.empty();
	}

	private static String name(MethodParameter parameter) {
		return Objects.requireNonNull(parameter.getParameter().getName());
	}

}
