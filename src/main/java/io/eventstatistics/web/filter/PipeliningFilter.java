package io.eventstatistics.web.filter;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

/**
 * Lets the connections that pipeline requests take turns, for virtual threads only: these
 * are not preempted, so a thousand such connections would be served before the one
 * request of another client. Tomcat handles what a connection has sent on one thread, and
 * takes a new thread once nothing is left. From its second request on, a thread waits for
 * one of as many permits as there are processors, first come, first served. A request
 * that has waited too long takes the permit of the one that has held it the longest, and
 * may be waiting for its client. Thread-safe.
 */
final class PipeliningFilter implements Filter {

	private final ThreadLocal<int[]> requests = ThreadLocal.withInitial(() -> new int[1]);

	private final Semaphore permits;

	/** The requests that hold a permit, the longest first. */
	private final BlockingQueue<Object> holders;

	private final long maxWaitMillis;

	/**
	 * Creates a filter.
	 * @param permits the number of pipelining connections to serve at once, above 0
	 * @param maxWaitMillis the longest time that a request waits for a permit, in
	 * milliseconds
	 */
	PipeliningFilter(int permits, long maxWaitMillis) {
		this.permits = new Semaphore(permits, true);
		this.holders = new ArrayBlockingQueue<>(permits);
		this.maxWaitMillis = maxWaitMillis;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (this.requests.get()[0]++ == 0) {
			chain.doFilter(request, response);
			return;
		}
		Object holder = new Object();
		if (acquire() || this.holders.poll() != null) {
			this.holders.add(holder);
		}
		try {
			chain.doFilter(request, response);
		}
		finally {
			if (this.holders.remove(holder)) {
				this.permits.release();
			}
		}
	}

	/** Returns the number of permits that no request holds. */
	int available() {
		return this.permits.availablePermits();
	}

	private boolean acquire() {
		try {
			return this.permits.tryAcquire(this.maxWaitMillis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
