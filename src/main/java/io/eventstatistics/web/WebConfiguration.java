package io.eventstatistics.web;

import java.util.List;

import io.eventstatistics.query.JsonNumbers;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.MappedInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;

/**
 * Configures how requests are checked and read, the gate of questions and how numbers are
 * written.
 */
@Configuration(proxyBeanMethods = false)
public class WebConfiguration implements WebMvcConfigurer {

	private static final int QUESTIONS_PER_CORE = 2;

	/** Answers that are not read yet take a sixteenth of the heap at most. */
	private static final int HEAP_PER_ANSWERS = 16;

	/** A few of the largest answers. */
	private static final long MIN_ANSWER_BYTES = 12_000_000;

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(new ParametersResolver());
	}

	/** Turns what any handler throws into a problem, that of the page too. */
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

	/** On every handler, those of the actuator too. */
	@Bean
	MappedInterceptor queryStringCheck() {
		return new MappedInterceptor(null, new QueryStringCheck());
	}

	/** The dispatcher binds the request to the thread itself. */
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
