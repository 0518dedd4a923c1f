package io.eventstatistics;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import io.eventstatistics.event.EventService;
import io.eventstatistics.event.Meters;
import io.eventstatistics.ledger.Ledger;
import io.eventstatistics.metrics.RefusalCounter;
import io.eventstatistics.page.ServiceState;
import io.eventstatistics.page.ServiceState.LedgerState;
import io.eventstatistics.page.ServiceState.Use;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;

/**
 * Collects the state that the dashboard shows: O(1), with one acquisition of the window's
 * lock. Thread-safe.
 */
class DashboardState implements Supplier<ServiceState> {

	private final EventStatisticsProperties properties;

	private final EventService service;

	private final ObjectProvider<Ledger> ledger;

	private final ObjectProvider<RefusalCounter> refusals;

	private final @Nullable String version;

	private final InstantSource clock;

	private final Instant startedAt;

	DashboardState(EventStatisticsProperties properties, EventService service, ObjectProvider<Ledger> ledger,
			ObjectProvider<RefusalCounter> refusals, ObjectProvider<BuildProperties> build, InstantSource clock) {
		this.properties = properties;
		this.service = service;
		this.ledger = ledger;
		this.refusals = refusals;
		BuildProperties known = build.getIfAvailable();
		this.version = (known != null) ? known.getVersion() : null;
		this.clock = clock;
		this.startedAt = clock.instant();
	}

	@Override
	public ServiceState get() {
		Meters meters = this.service.meters();
		RefusalCounter counter = this.refusals.getIfAvailable();
		return new ServiceState(this.version, this.startedAt, this.clock.instant(),
				new Use(meters.held(), meters.capacity()), new Use(meters.bytes(), this.properties.memory()),
				new Use(meters.series(), meters.seriesCapacity()), meters.counted(), meters.late(), meters.replayed(),
				(counter != null) ? counter.counts() : Map.of(), ledger());
	}

	private @Nullable LedgerState ledger() {
		Ledger log = this.ledger.getIfAvailable();
		if (log == null) {
			return null;
		}
		String state = log.isFailed() ? "failed"
				: !log.isFollowing() ? "unreachable" : log.isComplete() ? "following" : "replaying";
		String type = this.properties.ledger().type().name().toLowerCase(Locale.ROOT);
		return new LedgerState(type, state, log.entriesApplied());
	}

}
