package io.eventstatistics.limit;

import java.security.Principal;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.eventstatistics.ingest.EventQuota;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.lettuce.core.RedisException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Limits the events of each client by a token bucket for its authenticated name, or else
 * its address. Each event costs a token, and so does a request without events. Only
 * recorded events cost tokens: a refused or repeated request gets its tokens back. A
 * request of a client without tokens is refused before its body is read. Thread-safe.
 */
class RateLimiter implements HandlerInterceptor, EventQuota {

	private static final String TAKEN = RateLimiter.class.getName() + ".taken";

	private static final Logger logger = LoggerFactory.getLogger(RateLimiter.class);

	private final Buckets buckets;

	private final long capacity;

	private final String policy;

	private final AtomicBoolean outOfReach = new AtomicBoolean();

	RateLimiter(RateLimitProperties limit, Buckets buckets) {
		this.buckets = buckets;
		this.capacity = limit.capacity();
		this.policy = String.format(Locale.ROOT, "\"events\";q=%s;qu=\"events\";w=%s", this.capacity,
				limit.refillTime().toSeconds());
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		EstimationProbe left = ask(request, (bucket) -> bucket.estimateAbilityToConsume(1));
		if (!left.canBeConsumed()) {
			announce(response, left.getRemainingTokens(), left.getNanosToWaitForRefill());
			throw exceeded(1, left.getNanosToWaitForRefill());
		}
		return true;
	}

	/**
	 * Takes the tokens for the events of the current request, at least one, and sets the
	 * headers that state how many are left.
	 * @param events the number of events, 0 or more
	 * @throws org.springframework.web.ErrorResponseException if there are not enough
	 */
	@Override
	public void charge(int events) {
		if (events > this.capacity) {
			throw new RateLimitException(HttpStatus.CONTENT_TOO_LARGE,
					"the batch's %s events are more than the %s that a client may ever send at once: send smaller batches"
						.formatted(events, this.capacity),
					null);
		}
		var attributes = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
		int tokens = Math.max(events, 1);
		ConsumptionProbe probe = ask(attributes.getRequest(), (bucket) -> bucket.tryConsumeAndReturnRemaining(tokens));
		HttpServletResponse response = Objects.requireNonNull(attributes.getResponse());
		announce(response, probe.getRemainingTokens(), probe.getNanosToWaitForReset());
		if (!probe.isConsumed()) {
			throw exceeded(tokens, probe.getNanosToWaitForRefill());
		}
		attributes.getRequest().setAttribute(TAKEN, tokens);
	}

	@Override
	public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable Exception ex) {
		if (request.getAttribute(TAKEN) instanceof Integer taken
				&& (HttpStatus.valueOf(response.getStatus()).isError() || response.containsHeader(REPLAYED))) {
			ask(request, (bucket) -> {
				bucket.addTokens(taken);
				return taken;
			});
		}
	}

	private <T> T ask(HttpServletRequest request, Function<Bucket, T> question) {
		try {
			T answer = question.apply(bucket(request));
			if (this.outOfReach.compareAndSet(true, false)) {
				logger.info("The shared rate limit is reachable again");
			}
			return answer;
		}
		catch (RedisException | BucketExecutionException ex) {
			if (this.outOfReach.compareAndSet(false, true)) {
				logger.warn("The shared rate limit is unreachable", ex);
			}
			throw new RateLimitException(HttpStatus.SERVICE_UNAVAILABLE,
					"the shared rate limit is unreachable: try again later", Duration.ofSeconds(1));
		}
	}

	private Bucket bucket(HttpServletRequest request) {
		Principal user = request.getUserPrincipal();
		return this.buckets.of((user != null) ? user.getName() : request.getRemoteAddr());
	}

	/** The fields of draft-ietf-httpapi-ratelimit-headers-10. */
	private void announce(HttpServletResponse response, long left, long nanosUntilMore) {
		response.setHeader("RateLimit-Policy", this.policy);
		response.setHeader("RateLimit", "\"events\";r=" + left + ";t=" + seconds(nanosUntilMore));
	}

	private RateLimitException exceeded(int events, long nanos) {
		return new RateLimitException(HttpStatus.TOO_MANY_REQUESTS,
				"too many events: there will be room for %s in %s s".formatted(events, seconds(nanos)),
				Duration.ofSeconds(seconds(nanos)));
	}

	/** Rounded up. */
	private static long seconds(long nanos) {
		return -Math.floorDiv(-nanos, TimeUnit.SECONDS.toNanos(1));
	}

}
