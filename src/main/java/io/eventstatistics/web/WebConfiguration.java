package io.eventstatistics.web;

import java.util.List;

import io.eventstatistics.query.JsonNumbers;
import io.eventstatistics.web.cors.CorsProperties;
import io.eventstatistics.web.cors.CrossOriginFilter;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.MappedInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;

/**
 * Configures the checks of requests, the limit of questions and the JSON format of
 * numbers.
 */
@Configuration(proxyBeanMethods = false)
public class WebConfiguration implements WebMvcConfigurer {

	private static final int CROSS_ORIGIN_ORDER = -101;

	private static final int QUESTIONS_PER_CORE = 2;

	/** Unread answers take at most a sixteenth of the heap. */
	private static final int HEAP_PER_ANSWERS = 16;

	/** The least budget of unread answers: a few of the largest answers. */
	private static final long MIN_ANSWER_BYTES = 12_000_000;

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(new ParametersResolver());
	}

	/** Applies {@link ErrorAdvice} to every handler, including resource handlers. */
	@Bean
	WebMvcRegistrations errorsOfEveryHandler() {
		return new WebMvcRegistrations() {

			@Override
			public ExceptionHandlerExceptionResolver getExceptionHandlerExceptionResolver() {
				return new ExceptionHandlerExceptionResolver() {

					@Override
					protected boolean shouldApplyTo(HttpServletRequest request, @Nullable Object handler) {
						return true;
					}

				};
			}

		};
	}

	/** Checks the query of every handler, including those of the actuator. */
	@Bean
	MappedInterceptor queryStringCheck() {
		return new MappedInterceptor(null, new QueryStringCheck());
	}

	/** Runs before the check of tokens, because preflight requests have none. */
	@Bean
	FilterRegistrationBean<CrossOriginFilter> crossOriginFilter(CorsProperties origins, DispatcherServletPath servlet) {
		FilterRegistrationBean<CrossOriginFilter> registration = new FilterRegistrationBean<>(
				new CrossOriginFilter(origins));
		registration.setEnabled(origins.isAny());
		registration.setOrder(CROSS_ORIGIN_ORDER);
		for (String path : ApiPaths.CROSS_ORIGIN) {
			registration.addUrlPatterns(servlet.getPrefix() + path);
		}
		return registration;
	}

	/**
	 * Disables a filter that the dispatcher makes redundant: it binds the request to the
	 * thread itself.
	 */
	@Bean
	FilterRegistrationBean<RequestContextFilter> withoutRequestContextFilter() {
		FilterRegistrationBean<RequestContextFilter> registration = new FilterRegistrationBean<>(
				new RequestContextFilter());
		registration.setEnabled(false);
		return registration;
	}

	@Bean
	JsonNumbers jsonNumbers() {
		return new JsonNumbers();
	}

	@Bean
	QuestionGate questionGate() {
		Runtime machine = Runtime.getRuntime();
		return new QuestionGate(QUESTIONS_PER_CORE * machine.availableProcessors(),
				Math.max(machine.maxMemory() / HEAP_PER_ANSWERS, MIN_ANSWER_BYTES));
	}

}
