package io.eventstatistics.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.GZIPInputStream;

import io.eventstatistics.testing.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Large answers are compressed for clients that accept it.
 */
class CompressionTests extends RunningService {

	@ParameterizedTest
	@CsvSource({ "/statistics/history?step=60s, application/json", "/statistics/history?step=30s, text/csv",
			"/actuator/prometheus, */*", "/v3/api-docs, */*", "/, */*", "/dashboard/main.js, */*",
			"/dashboard/style.css, */*", "/webjars/uplot/dist/uPlot.iife.min.js, */*" })
	void largeAnswersAreCompressed(String path, String accept) throws Exception {
		HttpResponse<byte[]> compressed = get(path, accept, "gzip");
		assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
		assertThat(compressed.headers().firstValue("Vary").orElse("")).containsIgnoringCase("accept-encoding");
		byte[] plain = new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes();
		assertThat(compressed.body().length).isLessThan(plain.length / 2);
		HttpResponse<byte[]> identity = get(path, accept, "identity");
		assertThat(identity.headers().firstValue("Content-Encoding")).isEmpty();
		assertThat(new String(plain, StandardCharsets.UTF_8).substring(0, 6))
			.isEqualTo(new String(identity.body(), StandardCharsets.UTF_8).substring(0, 6));
	}

	@Test
	void listOfSeriesIsCompressed() throws Exception {
		StringBuilder lines = new StringBuilder();
		for (int i = 0; i < 100; i++) {
			lines.append("{\"timestamp\":\"%s\",\"value\":1,\"series\":\"a%d\"}\n".formatted(Instant.now(), i));
		}
		this.http.send("POST", "/events", lines.toString(), "Content-Type", "application/x-ndjson");
		for (String path : new String[] { "/series", "/statistics?by=series" }) {
			HttpResponse<byte[]> list = get(path, "*/*", "gzip");
			assertThat(list.headers().firstValue("Content-Encoding")).contains("gzip");
			assertThat(new GZIPInputStream(new ByteArrayInputStream(list.body())).readAllBytes()).asString()
				.contains("\"a99\"");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/statistics", "/health" })
	void smallAnswersAreNot(String path) throws Exception {
		assertThat(get(path, "*/*", "gzip").headers().firstValue("Content-Encoding")).isEmpty();
	}

	@Test
	void streamsAreNot() throws Exception {
		HttpResponse<InputStream> stream = HttpClient.newHttpClient()
			.send(request("/statistics/stream?by=series", "text/event-stream", "gzip"), BodyHandlers.ofInputStream());
		try (InputStream body = stream.body()) {
			assertThat(stream.headers().firstValue("Content-Encoding")).isEmpty();
			assertThat(new String(body.readNBytes(6), StandardCharsets.UTF_8)).isEqualTo("retry:");
		}
	}

	private HttpResponse<byte[]> get(String path, String accept, String encoding)
			throws IOException, InterruptedException {
		return HttpClient.newHttpClient().send(request(path, accept, encoding), BodyHandlers.ofByteArray());
	}

	private HttpRequest request(String path, String accept, String encoding) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.header("Accept", accept)
			.header("Accept-Encoding", encoding)
			.build();
	}

}
