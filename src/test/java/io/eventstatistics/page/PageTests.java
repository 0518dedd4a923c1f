package io.eventstatistics.page;

import io.eventstatistics.testing.Http.Response;
import io.eventstatistics.testing.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The files of the pages, as they are served. How they look and work is tested in a
 * browser.
 */
class PageTests extends RunningService {

	@ParameterizedTest
	@CsvSource({ "/, text/html", "/index.html, text/html", "/dashboard/main.js, text/javascript",
			"/dashboard/style.css, text/css", "/dashboard/icon.svg, image/svg+xml",
			"/webjars/uplot/dist/uPlot.iife.min.js, text/javascript", "/webjars/uplot/dist/uPlot.min.css, text/css" })
	void pageIsServedAndAskedForAgainByContent(String path, String type) {
		Response page = this.http.get(path);
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.header("Content-Type")).startsWith(type);
		assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
		assertThat(page.header("Last-Modified")).isEmpty();
		assertThat(page.header("ETag")).matches("W/\"[0-9a-f]{32}\"");
		Response again = this.http.get(path, "If-None-Match", page.header("ETag"));
		assertThat(again.status()).isEqualTo(304);
		assertThat(again.body()).isEmpty();
		Response head = this.http.send("HEAD", path, "");
		assertThat(head.status()).isEqualTo(200);
		assertThat(head.body()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/index.html", "/dashboard/main.js", "/webjars/uplot/dist/uPlot.min.css",
			"/swagger-ui/index.html" })
	void pageRunsNothingFromElsewhere(String path) {
		Response page = this.http.get(path);
		assertThat(page.status()).isEqualTo(200);
		assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'; script-src 'self'; ")
			.contains("frame-ancestors 'none'");
		assertThat(page.header("Content-Security-Policy").contains("unsafe")).isEqualTo(path.startsWith("/swagger-ui"));
		assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
		assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/dashboard/", "/dashboard/nope.js", "/webjars/", "/webjars/uplot/dist/nope.js",
			"/dashboard/..%2fapplication.properties", "/application.properties", "/static/index.html" })
	void whatThereIsNotIsAProblem(String path) {
		Response response = this.http.get(path);
		assertThat(response.status()).isIn(400, 404);
		assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
	}

	@Test
	void settingsAreNullByDefault() {
		Response settings = this.http.get("/dashboard/settings.json");
		assertThat(settings.header("Cache-Control")).isEqualTo("no-cache");
		assertThat(settings.body()).isEqualTo("{\"title\":null,\"unit\":null}");
	}

	@Test
	void answersOfTheApiCarryNoHeadersOfPages() {
		assertThat(this.http.get("/statistics").header("Content-Security-Policy")).isEmpty();
	}

}
