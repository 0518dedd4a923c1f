package io.eventstatistics.browser;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Arrays;

import io.eventstatistics.EventStatisticsApplication;
import io.eventstatistics.testing.Http;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A service for each test, and a browser that looks at it.
 */
abstract class Dashboard {

	static Browser browser;

	static Charts charts;

	static int port;

	static String page = "";

	ConfigurableApplicationContext service;

	final Http http = new Http(port);

	@BeforeAll
	static void startBrowser() throws IOException {
		try (ServerSocket free = new ServerSocket(0)) {
			port = free.getLocalPort();
		}
		page = "http://localhost:" + port + "/";
		browser = Browser.start();
		charts = new Charts(browser);
	}

	@AfterAll
	static void stopBrowser() throws IOException {
		browser.close();
	}

	@BeforeEach
	void startService() {
		this.service = start();
		browser.scheme("light");
		browser.size(1200, 900);
	}

	@AfterEach
	void stopService() {
		browser.open("about:blank");
		this.service.close();
		browser.complaints();
		browser.requests();
	}

	static ConfigurableApplicationContext start(String... settings) {
		String[] all = Arrays.copyOf(settings, settings.length + 1);
		all[settings.length] = "--server.port=" + port;
		return SpringApplication.run(EventStatisticsApplication.class, all);
	}

	static void openLive() {
		openLive("");
	}

	/** Opens the page with a query such as {@code ?kiosk}. */
	static void openLive(String query) {
		browser.open(page + query);
		awaitLive();
	}

	static void awaitLive() {
		browser.await(5, () -> "Live".equals(browser.text("#connection")) && !"–".equals(browser.text("#count")));
	}

	static void assertQuiet() {
		assertThat(browser.complaints()).isEmpty();
		assertThat(browser.requests()).isNotEmpty().allMatch((url) -> url.startsWith(page));
	}

}
