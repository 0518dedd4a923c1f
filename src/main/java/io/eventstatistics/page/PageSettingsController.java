package io.eventstatistics.page;

import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the settings of the dashboard to its scripts. They are no figures, so reading
 * them needs no token. Thread-safe.
 */
@RestController
class PageSettingsController {

	private final PageSettings settings;

	PageSettingsController(PageProperties properties) {
		this.settings = new PageSettings(textOrNull(properties.title()), textOrNull(properties.unit()));
	}

	@GetMapping(path = PageConfiguration.SETTINGS, produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<PageSettings> settings() {
		return ResponseEntity.ok().cacheControl(CacheControl.noCache()).body(this.settings);
	}

	private static @Nullable String textOrNull(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : text.strip();
	}

	/** The settings; null where one is not set. */
	record PageSettings(@Nullable String title, @Nullable String unit) {

	}

}
