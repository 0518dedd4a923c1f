package io.eventstatistics.web;

import io.eventstatistics.query.QuestionParameters;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Resolves the parameters shared by all questions. The values of a repeated parameter are
 * joined with commas. Thread-safe.
 */
class ParametersResolver implements HandlerMethodArgumentResolver {

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == QuestionParameters.class;
	}

	@Override
	public QuestionParameters resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer model,
			NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
		return QuestionParameters.read((name) -> {
			String[] values = request.getParameterValues(name);
			return (values != null) ? String.join(",", values) : null;
		});
	}

}
