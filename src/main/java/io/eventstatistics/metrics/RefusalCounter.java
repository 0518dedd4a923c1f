package io.eventstatistics.metrics;

import java.util.Locale;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Counts the requests that are refused, by reason, and leaves the answer to others. The
 * reason is the name of what was thrown: {@code window_full} for a
 * {@code WindowFullException}. Thread-safe.
 */
class RefusalCounter implements HandlerExceptionResolver, Ordered {

	private final MeterRegistry registry;

	RefusalCounter(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception ex) {
		Counter.builder("event.statistics.refusals")
			.description("Requests that were refused")
			.tag("reason", reason(ex))
			.register(this.registry)
			.increment();
		return null;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	private static String reason(Exception ex) {
		return ex.getClass()
			.getSimpleName()
			.replaceFirst("Exception$", "")
			.replaceAll("(?<=[a-z])(?=[A-Z])", "_")
			.toLowerCase(Locale.ROOT);
	}

}
