package io.eventstatistics;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.event.EventService;
import io.eventstatistics.event.Meters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Checks the window once a minute and logs a warning for events that arrive too late to
 * count, and for a number of series close to the limit. Thread-safe.
 */
class WindowWatch implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(WindowWatch.class);

	/** The fraction of the limit at which to warn. */
	private static final double NEARLY = 0.8;

	private final EventService service;

	private long lateBefore;

	private @Nullable ScheduledExecutorService executor;

	WindowWatch(EventService service) {
		this.service = service;
	}

	/** Logs the warnings since the last call. */
	synchronized void look() {
		Meters meters = this.service.meters();
		Duration by = this.service.takeLateness();
		long late = meters.late() - this.lateBefore;
		this.lateBefore = meters.late();
		if (late > 0) {
			logger.warn("{} of the last minute {} older than the window, the oldest by {}",
					(late == 1) ? "1 event" : late + " events", (late == 1) ? "was" : "were", text(by));
		}
		if (meters.series() > 0 && meters.series() >= NEARLY * meters.seriesCapacity()) {
			logger.warn(
					"{} of at most {} series hold events: past the limit, event-statistics.series.max,"
							+ " an event that would begin another series is refused",
					meters.series(), meters.seriesCapacity());
		}
	}

	@Override
	public synchronized void start() {
		ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "window-watch");
			thread.setDaemon(true);
			return thread;
		});
		started.scheduleAtFixedRate(this::lookOrLog, 1, 1, TimeUnit.MINUTES);
		this.executor = started;
	}

	@Override
	public synchronized void stop() {
		if (this.executor != null) {
			this.executor.shutdownNow();
			this.executor = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.executor != null;
	}

	/** Catches every exception: the executor would not run a failed task again. */
	private void lookOrLog() {
		try {
			look();
		}
		catch (RuntimeException ex) {
			logger.error("The check of the window failed", ex);
		}
	}

	private static String text(Duration duration) {
		if (duration.toHours() > 0) {
			return "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
		}
		return (duration.toMinutes() > 0) ? "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart())
				: "%d.%03d s".formatted(duration.toSeconds(), duration.toMillisPart());
	}

}
