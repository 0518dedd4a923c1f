package io.eventstatistics.web;

import io.eventstatistics.query.QuestionParameters;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Reads the parameters that all questions have. One that is given several times is a
 * list. Thread-safe.
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
