package io.eventstatistics.testing;

import io.eventstatistics.event.EventService;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The service on a free port, without events or idempotency keys before each test. Tests
 * with the same settings share one context; counters go on counting.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class RunningService {

	/** Where the service listens. */
	@LocalServerPort
	protected int port;

	/** A client of the service. */
	protected Http http = new Http(0);

	/** What the service counts. */
	@Autowired
	@SuppressWarnings("NullAway.Init")
	protected EventService service;

	@BeforeEach
	void connectAndClear() {
		this.http = new Http(this.port);
		this.service.clear();
	}

	/**
	 * Returns how many events the service answers that it counts.
	 * @return the count
	 */
	protected long count() {
		return this.http.get("/statistics").json().get("count").longValue();
	}

}
