package io.eventstatistics.web;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import io.eventstatistics.event.EventRecorder;
import io.eventstatistics.event.EventService;
import io.eventstatistics.ingest.BatchGate;
import io.eventstatistics.ingest.IngestProperties;
import io.eventstatistics.testing.Http.Response;
import io.eventstatistics.testing.NaiveWindow;
import io.eventstatistics.testing.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.support.PropertiesLoaderUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract, over a real connection.
 */
class EventControllerTests extends RunningService {

	@Autowired
	private ApplicationContext context;

	@Autowired
	private BatchGate gate;

	@Autowired
	private IngestProperties limits;

	@Test
	void emptyWindowAnswersNulls() {
		Response response = this.http.get("/statistics");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.header("Content-Type")).isEqualTo("application/json");
		assertThat(response.header("Cache-Control")).isEqualTo("no-store");
		assertThat(response.body()).isEqualTo("{\"count\":0,\"min\":null,\"max\":null,\"mean\":null}");
	}

	/**
	 * Otherwise large bodies, which are not limited in number, would hold up all others.
	 */
	@Test
	void eventWithALargeBodyNeedsThePlaceOfABatch() throws IOException {
		String event = "{\"timestamp\":\"" + Instant.now() + "\",\"value\":1,\"note\":\"%s\"}";
		String large = event.formatted("x".repeat(65_536));
		List<InputStream> batches = new ArrayList<>();
		try {
			for (int i = 1; i < this.limits.concurrency(); i++) {
				batches.add(this.gate.enter(InputStream.nullInputStream(), BatchGate.UNKNOWN_BYTES));
			}
			Response refused = this.http.postEvent(large);
			assertThat(refused.status()).isEqualTo(503);
			assertThat(refused.header("Retry-After")).isEqualTo("1");
			assertThat(this.http.postEvent(event.formatted("x".repeat(60_000))).status()).isEqualTo(201);
		}
		finally {
			for (InputStream batch : batches) {
				batch.close();
			}
		}
		for (int i = 0; i <= this.limits.concurrency(); i++) {
			assertThat(this.http.postEvent(large).status()).isEqualTo(201);
		}
	}

	@Test
	void eventIsCreatedAndSeenByTheNextAnswer() {
		Response created = this.http.postEvent(Instant.now(), 12.34);
		assertThat(created.status()).isEqualTo(201);
		assertThat(created.header("Content-Type")).isEqualTo("application/json");
		assertThat(created.body()).isEqualTo("{\"message\":\"Event created successfully\"}");
		this.http.postEvent(Instant.now().minusSeconds(3590), -7.5);
		assertThat(this.http.get("/statistics").body())
			.isEqualTo("{\"count\":2,\"min\":-7.5,\"max\":12.34,\"mean\":2.42}");
	}

	@Test
	void oldEventIsCreatedAndDoesNotCount() {
		Response late = this.http.postEvent(Instant.now().minusSeconds(3601), 1);
		assertThat(late.status()).isEqualTo(201);
		assertThat(late.body()).isEqualTo("{\"message\":\"Event created successfully\",\"counted\":false}");
		assertThat(this.http.postEvent(Instant.parse("0001-01-01T00:00:00Z"), 1).status()).isEqualTo(201);
		assertThat(this.http.get("/statistics").json().get("count").intValue()).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "1e308 1e308 | 1e308", "1e308 1 -1e308 | 0.3333333333333333",
			"0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 | 0.1", "-0.0 | 0.0", "4.9e-324 4.9e-324 9.8e-324 | 4.9e-324" })
	void meanIsCorrectlyRounded(String values, double mean) {
		for (String value : values.split(" ")) {
			this.http.postEvent(Instant.now(), value);
		}
		assertThat(this.http.get("/statistics").json().get("mean").doubleValue()).isEqualTo(mean);
	}

	@Test
	void shuffledSeriesHasTheFiguresOfTheOracle() {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		Instant now = Instant.now();
		NaiveWindow oracle = new NaiveWindow(Long.MAX_VALUE / 4);
		List<Instant> times = new ArrayList<>();
		for (int i = 0; i < 500; i++) {
			times.add(now.minusNanos((long) (random.nextDouble() * 3.5e12)));
		}
		Collections.shuffle(times, random);
		double level = 70;
		for (Instant time : times) {
			level += random.nextGaussian();
			oracle.record(0, 0, level);
			assertThat(this.http.postEvent(time, level).status()).isEqualTo(201);
		}
		JsonNode answer = this.http.get("/statistics").json();
		var expected = oracle.statistics(0);
		assertThat(answer.get("count").longValue()).isEqualTo(500);
		assertThat(answer.get("min").doubleValue()).as("seed %d", seed).isEqualTo(expected.min());
		assertThat(answer.get("max").doubleValue()).as("seed %d", seed).isEqualTo(expected.max());
		assertThat(answer.get("mean").doubleValue()).as("seed %d", seed).isEqualTo(expected.mean());
	}

	@Test
	void tenClientsAtOnceLoseNothing() throws Exception {
		AtomicBoolean writing = new AtomicBoolean(true);
		ExecutorService threads = Executors.newFixedThreadPool(12);
		try {
			List<Future<?>> readers = new ArrayList<>();
			for (int i = 0; i < 2; i++) {
				readers.add(threads.submit(() -> {
					while (writing.get()) {
						JsonNode answer = this.http.get("/statistics").json();
						if (answer.get("count").intValue() > 0) {
							assertThat(answer.get("mean").doubleValue()).isBetween(answer.get("min").doubleValue(),
									answer.get("max").doubleValue());
						}
					}
				}));
			}
			List<Future<?>> writers = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				int client = i;
				writers.add(threads.submit(() -> {
					for (int n = 0; n < 100; n++) {
						assertThat(this.http.postEvent(Instant.now(), client * 100 + n).status()).isEqualTo(201);
					}
				}));
			}
			for (Future<?> writer : writers) {
				writer.get();
			}
			writing.set(false);
			for (Future<?> reader : readers) {
				reader.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(this.http.get("/statistics").body())
			.isEqualTo("{\"count\":1000,\"min\":0.0,\"max\":999.0,\"mean\":499.5}");
	}

	@Test
	void refusedEventIsNotCounted() {
		long before = this.http.get("/statistics").json().get("count").longValue();
		assertThat(this.http.postEvent(Instant.now(), "\"12\"").status()).isEqualTo(400);
		assertThat(this.http.postEvent(Instant.now().plusSeconds(601), 12).status()).isEqualTo(400);
		assertThat(this.http.get("/statistics").json().get("count").longValue()).isEqualTo(before);
	}

	@Test
	void eventUpToTenMinutesAheadIsAccepted() {
		assertThat(this.http.postEvent(Instant.now().plusSeconds(599), 12).status()).isEqualTo(201);
	}

	@Test
	void charsetOfTheContentTypeIsFine() {
		String event = "{\"timestamp\":\"" + Instant.now() + "\",\"value\":1}";
		assertThat(this.http.send("POST", "/event", event, "Content-Type", "application/json; charset=utf-8").status())
			.isEqualTo(201);
	}

	@Test
	void healthFollowsReadiness() {
		assertThat(this.http.get("/health").status()).isEqualTo(200);
		assertThat(this.http.get("/health").body()).isEqualTo("{\"status\":\"healthy\"}");
		AvailabilityChangeEvent.publish(this.context, ReadinessState.REFUSING_TRAFFIC);
		try {
			assertThat(this.http.get("/health").status()).isEqualTo(503);
			assertThat(this.http.get("/health").body()).isEqualTo("{\"status\":\"unhealthy\"}");
			assertThat(this.http.get("/actuator/health/readiness").status()).isEqualTo(503);
			assertThat(this.http.get("/actuator/health/liveness").status()).isEqualTo(200);
		}
		finally {
			AvailabilityChangeEvent.publish(this.context, ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness" })
	void orchestratorsGetTheirProbes(String path) {
		Response response = this.http.get(path);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.json().get("status").stringValue()).isEqualTo("UP");
	}

	@Test
	void infoStatesVersionAndRevisionOfTheBuild() throws IOException {
		Properties build = PropertiesLoaderUtils.loadAllProperties("META-INF/build-info.properties");
		JsonNode info = this.http.get("/actuator/info").json().get("build");
		assertThat(info.get("artifact").stringValue()).isEqualTo("event-statistics");
		assertThat(info.get("version").stringValue()).isEqualTo(build.getProperty("build.version"));
		assertThat(info.get("revision").stringValue()).isEqualTo(build.getProperty("build.revision"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/statistics", "/health", "/actuator/health", "/actuator/info" })
	void headGoesWhereGetDoes(String path) {
		Response response = this.http.send("HEAD", path, "");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEmpty();
	}

	@Test
	void serviceBeanIsTheRecorder() {
		assertThat(this.context.getBean(EventRecorder.class)).isSameAs(this.context.getBean(EventService.class));
	}

}
