package io.eventstatistics.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;

import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.interactions.PointerInput.Kind;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.FileSystemUtils;

/**
 * A real browser, with a profile of its own and nothing that calls home.
 */
final class Browser implements AutoCloseable {

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private final Path profile;

	private final ChromeDriver driver;

	private Browser(Path profile, ChromeDriver driver) {
		this.profile = profile;
		this.driver = driver;
	}

	static Browser start() throws IOException {
		Path profile = Files.createTempDirectory("chromium");
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		logs.enable(LogType.PERFORMANCE, Level.ALL);
		ChromeOptions options = new ChromeOptions();
		options.setBinary("/usr/bin/chromium");
		options.setCapability("goog:loggingPrefs", logs);
		options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
				"--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
				"--hide-scrollbars", "--lang=en-GB", "--user-data-dir=" + profile);
		ChromeDriverService service = new ChromeDriverService.Builder()
			.usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
			.usingAnyFreePort()
			.build();
		Browser browser = new Browser(profile, new ChromeDriver(service, options));
		browser.size(1200, 900);
		return browser;
	}

	void open(String url) {
		this.driver.get(url);
	}

	/** As a phone has it, where it is narrow. */
	void size(int width, int height) {
		this.driver.manage().window().setSize(new Dimension(width, height));
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", (width < 500) ? 2 : 1, "mobile", false));
	}

	void scheme(String scheme) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
	}

	Pointer mouse() {
		return new Pointer(this.driver, Kind.MOUSE);
	}

	Pointer finger() {
		return new Pointer(this.driver, Kind.TOUCH);
	}

	WebElement find(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	String text(String selector) {
		return find(selector).getText();
	}

	Object run(String script) {
		return Objects.requireNonNullElse(this.driver.executeScript(script), "");
	}

	/**
	 * Evaluates an expression of what a module of the page exports.
	 * @param module the path of the module
	 * @param expression an expression of {@code module}
	 * @return its value, as text
	 */
	String evaluate(String module, String expression) {
		return String.valueOf(this.driver.executeAsyncScript("""
				const done = arguments[arguments.length - 1];
				import('%s').then((module) => done(String(%s)), (error) => done(String(error)));
				""".formatted(module, expression)));
	}

	/** Copies what is selected, as by the menu: a script alone may not. */
	void copy() {
		this.driver.executeCdpCommand("Runtime.evaluate",
				Map.of("expression", "document.execCommand('copy')", "userGesture", true));
	}

	/** Presses a key, wherever the focus is. */
	void press(CharSequence key) {
		new Actions(this.driver).sendKeys(key).perform();
	}

	void await(int seconds, BooleanSupplier condition) {
		new WebDriverWait(this.driver, Duration.ofSeconds(seconds), Duration.ofMillis(50))
			.until((driver) -> condition.getAsBoolean());
	}

	/**
	 * Whatever the page has complained about since it was last asked, but for how the
	 * tests themselves look at its pixels.
	 */
	List<String> complaints() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.map(LogEntry::getMessage)
			.filter((message) -> !message.contains("willReadFrequently"))
			.toList();
	}

	/** The addresses on the network that have been asked since it was last asked. */
	List<String> requests() {
		JsonMapper json = new JsonMapper();
		return this.driver.manage()
			.logs()
			.get(LogType.PERFORMANCE)
			.getAll()
			.stream()
			.map((entry) -> json.readTree(entry.getMessage()).get("message"))
			.filter((message) -> "Network.requestWillBeSent".equals(message.get("method").stringValue()))
			.map((message) -> message.at("/params/request/url").stringValue())
			.filter((url) -> !url.matches("(about|chrome|chrome-untrusted|data):.*"))
			.toList();
	}

	/** The rules of axe-core that the page breaks, and where. */
	List<String> violations() throws IOException {
		run(resource("/META-INF/resources/webjars/axe-core/%s/axe.min.js".formatted(axeVersion())));
		Object result = this.driver.executeAsyncScript("""
				const done = arguments[arguments.length - 1];
				axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
					.then((result) => done(JSON.stringify(result.violations)));
				""");
		JsonNode violations = new JsonMapper().readTree(String.valueOf(result));
		return violations.valueStream()
			.map((violation) -> violation.get("id").stringValue() + ": " + violation.at("/nodes").valueStream()
				.map((node) -> node.get("html").stringValue() + node.get("failureSummary").stringValue())
				.toList())
			.toList();
	}

	/** Writes a picture of the whole page, and returns where it is. */
	Path screenshot(String name) {
		long height = ((Number) run("return document.documentElement.scrollHeight")).longValue();
		long width = ((Number) run("return innerWidth")).longValue();
		size((int) width, (int) height);
		Path picture = SCREENSHOTS.resolve(name + ".png");
		try {
			Thread.sleep(300);
			Files.createDirectories(SCREENSHOTS);
			Files.write(picture, this.driver.getScreenshotAs(OutputType.BYTES));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return picture;
	}

	private static String axeVersion() throws IOException {
		String properties = resource("/META-INF/maven/org.webjars.npm/axe-core/pom.properties");
		return properties.lines().filter((line) -> line.startsWith("version=")).findFirst().orElseThrow().substring(8);
	}

	private static String resource(String name) throws IOException {
		try (var in = Objects.requireNonNull(Browser.class.getResourceAsStream(name), name)) {
			return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
		}
	}

	@Override
	public void close() throws IOException {
		this.driver.quit();
		FileSystemUtils.deleteRecursively(this.profile);
	}

}
