package io.eventstatistics.page;

import io.eventstatistics.testing.RunningService;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The settings of the dashboard, which need no token.
 */
@TestPropertySource(properties = { "event-statistics.page.title= Checkout \"latency\" ",
		"event-statistics.page.unit=ms", "event-statistics.security.read-tokens=read-0123456789abcdef" })
class PageSettingsTests extends RunningService {

	@Test
	void settingsAreServedToThePage() {
		assertThat(this.http.get("/statistics").status()).isEqualTo(401);
		assertThat(this.http.get("/dashboard/settings.json").body())
			.isEqualTo("{\"title\":\"Checkout \\\"latency\\\"\",\"unit\":\"ms\"}");
	}

	@Test
	void blankIsNone() {
		assertThat(new PageSettingsController(new PageProperties(" ", "")).settings().getBody())
			.isEqualTo(new PageSettingsController.PageSettings(null, null));
	}

}
