package io.eventstatistics;

import java.util.Locale;
import java.util.Objects;

import io.eventstatistics.event.EventService;
import io.eventstatistics.ledger.Ledger;
import io.eventstatistics.ledger.LedgerProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * Logs one line when the service is ready and one when it stops, which states whether the
 * events are kept. Thread-safe.
 */
class LifecycleLog implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(LifecycleLog.class);

	private static final double NANOS_PER_SECOND = 1e9;

	private final ApplicationContext context;

	private final EventStatisticsProperties properties;

	private final EventService service;

	private final ObjectProvider<Ledger> ledger;

	private volatile boolean running;

	private volatile boolean started;

	private volatile boolean closing;

	LifecycleLog(ApplicationContext context, EventStatisticsProperties properties, EventService service,
			ObjectProvider<Ledger> ledger) {
		this.context = context;
		this.properties = properties;
		this.service = service;
		this.ledger = ledger;
	}

	@EventListener
	void started(ApplicationStartedEvent event) {
		this.started = true;
	}

	/** This event also occurs in a service that stops during a replay. */
	@EventListener
	void ready(ApplicationReadyEvent event) {
		if (!this.closing) {
			logger.info("Event Statistics{} is ready: port {}, window {}, room for {} events, store {}, {}", version(),
					port(), this.properties.window(), grouped(this.properties.capacity()), store(), access());
		}
	}

	/** Ignores the context of a management port. */
	@EventListener
	void closing(ContextClosedEvent event) {
		this.closing |= event.getApplicationContext() == this.context;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		if (this.closing && this.started) {
			logger.info("Event Statistics is stopping: {}", remains());
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Stops after the web server and the ledger, when no more events arrive. */
	@Override
	public int getPhase() {
		return 0;
	}

	private String version() {
		BuildProperties build = this.context.getBeanProvider(BuildProperties.class).getIfAvailable();
		return (build != null) ? " " + build.getVersion() : "";
	}

	private String port() {
		return Objects.toString(this.context.getEnvironment().getProperty("local.server.port"));
	}

	private String store() {
		Ledger log = this.ledger.getIfAvailable();
		return (log == null) ? "memory" : String.format(Locale.ROOT, "%s, replayed %,d events in %.3f s", ledgerName(),
				log.eventsReplayed(), log.replayNanos() / NANOS_PER_SECOND);
	}

	private String access() {
		String open = this.properties.security().open();
		return open.equals("nothing") ? "guarded: nothing is open without a token" : "open without a token: " + open;
	}

	private String remains() {
		Ledger log = this.ledger.getIfAvailable();
		if (log != null && !log.isComplete()) {
			return "the replay is not finished, the %s keeps its events".formatted(ledgerName());
		}
		String held = grouped(this.service.meters().held());
		if (log == null) {
			return held + " events in memory are given up";
		}
		return log.isFailed()
				? "the %s has failed, the next start has what it kept of %s events".formatted(ledgerName(), held)
				: "%s events are kept by the %s".formatted(held, ledgerName());
	}

	private String ledgerName() {
		LedgerProperties.Type type = this.properties.ledger().type();
		return "ledger (%s)".formatted(type).toLowerCase(Locale.ROOT);
	}

	private static String grouped(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

}
