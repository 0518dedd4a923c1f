package io.eventstatistics.browser;

import java.io.IOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard of a service whose rights need tokens.
 */
class LockTests extends Dashboard {

	private static final String READ = "read-token-of-the-page";

	private static final String WRITE = "write-token-of-the-page";

	@BeforeEach
	void guard() {
		this.service.close();
		this.service = start("--event-statistics.security.read-tokens=" + READ,
				"--event-statistics.security.write-tokens=" + WRITE);
	}

	@AfterEach
	void forget() {
		browser.run("sessionStorage.clear()");
	}

	@Test
	void eachRightHasAFieldOfItsOwnInPlaceOfWhatIsLocked() throws IOException {
		browser.open(page);
		browser.await(3, () -> browser.find("#read-lock").isDisplayed());
		assertThat(browser.text("#connection")).isEqualTo("Locked");
		assertThat(browser.text("#health")).isEqualTo("Healthy");
		assertThat(browser.find("#figures").isDisplayed()).isFalse();
		assertThat(browser.text("#read-lock-answer")).isEmpty();
		assertThat(browser.violations()).isEmpty();
		browser.screenshot("locked-light");
		browser.scheme("dark");
		browser.screenshot("locked-dark");
		browser.find("#read-token").sendKeys("not-a-token-of-the-service", Keys.ENTER);
		browser.await(5, () -> browser.text("#read-lock-answer").contains("malformed or not known"));
		assertThat(browser.find("#read-token").getAttribute("aria-invalid")).isEqualTo("true");
		browser.find("#read-token").clear();
		browser.find("#read-token").sendKeys(READ, Keys.ENTER);
		awaitLive();
		assertThat(browser.find("#read-lock").isDisplayed()).isFalse();
		browser.find("#value").sendKeys("5", Keys.ENTER);
		browser.await(3, () -> browser.find("#write-lock").isDisplayed());
		assertThat(browser.find("#send").isDisplayed()).isFalse();
		assertThat(browser.violations()).isEmpty();
		browser.screenshot("locked-write");
		browser.find("#write-token").sendKeys(WRITE, Keys.ENTER);
		browser.await(2, () -> browser.find("#send").isDisplayed());
		browser.find("#value").sendKeys(Keys.ENTER);
		browser.await(3, () -> "1".equals(browser.text("#count")));
	}

	@Test
	void tokensAreKeptInTheTabUntilTheyAreForgotten() {
		browser.open(page);
		browser.await(3, () -> browser.find("#read-lock").isDisplayed());
		assertThat(browser.find("#forget-read").isDisplayed()).isFalse();
		browser.find("#read-token").sendKeys(READ, Keys.ENTER);
		awaitLive();
		openLive();
		assertThat(browser.find("#forget-write").isDisplayed()).isFalse();
		browser.find("#forget-read").click();
		browser.await(3, () -> browser.find("#read-lock").isDisplayed());
		assertThat(browser.run("return sessionStorage.length")).isEqualTo(0L);
		assertThat(browser.find("#count").isDisplayed()).isFalse();
		assertThat(browser.find("#forget-read").isDisplayed()).isFalse();
	}

}
