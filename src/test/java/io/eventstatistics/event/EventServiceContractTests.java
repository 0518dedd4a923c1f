package io.eventstatistics.event;

import java.time.InstantSource;

class EventServiceContractTests extends EventRecorderContract {

	private final EventService service = new EventService(InstantSource.system(), WINDOW, AHEAD, MAX_EVENTS,
			Long.MAX_VALUE, MAX_SERIES, 1);

	@Override
	protected EventRecorder recorder() {
		return this.service;
	}

	@Override
	protected EventService service() {
		return this.service;
	}

}
