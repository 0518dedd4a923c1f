package io.eventstatistics.metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Counts refused requests by reason; it does not answer them. The counters of all reasons
 * exist from the start, so that a rate includes the first refusal. Thread-safe.
 */
public class RefusalCounter implements HandlerExceptionResolver, Ordered {

	private final Map<String, Counter> counters;

	RefusalCounter(MeterRegistry registry) {
		this.counters = RefusalReasons.all()
			.stream()
			.collect(Collectors.toMap(Function.identity(), (reason) -> counter(registry, reason)));
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception ex) {
		String reason = RefusalReasons.of(ex);
		Counter counter = (reason != null) ? this.counters.get(reason) : null;
		if (counter != null) {
			counter.increment();
		}
		return null;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	/**
	 * Returns the number of refused requests since the start.
	 * @return the numbers by reason, in the order of the names, without zeros
	 */
	public Map<String, Long> counts() {
		Map<String, Long> counts = new TreeMap<>();
		this.counters.forEach((reason, counter) -> {
			if (counter.count() > 0) {
				counts.put(reason, (long) counter.count());
			}
		});
		return counts;
	}

	private static Counter counter(MeterRegistry registry, String reason) {
		return Counter.builder("event.statistics.refusals")
			.description("Requests that were refused")
			.tag("reason", reason)
			.register(registry);
	}

}
