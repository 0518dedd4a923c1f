package io.eventstatistics.security;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.eventstatistics.EventStatisticsApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * TLS as operations.md prints it: the command that makes a key and the settings that use
 * it.
 */
class TlsTests {

	private static final Pattern KEYTOOL = Pattern.compile("^keytool (.*)$", Pattern.MULTILINE);

	private static final Pattern SETTING = Pattern.compile("--(?:spring\\.ssl|server\\.ssl)\\.\\S+");

	@TempDir
	Path folder;

	@Test
	void commandsOfTheReadmeWork() throws Exception {
		String readme = Files.readString(Path.of("src/docs/operations.md"));
		Matcher keytool = KEYTOOL.matcher(readme);
		assertThat(keytool.find()).isTrue();
		String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
		Process making = new ProcessBuilder("sh", "-c", tool + " " + keytool.group(1)).directory(this.folder.toFile())
			.redirectErrorStream(true)
			.start();
		making.getInputStream().readAllBytes();
		assertThat(making.waitFor()).isZero();
		List<String> settings = SETTING.matcher(readme).results().map((setting) -> setting.group()).toList();
		assertThat(settings).hasSizeGreaterThanOrEqualTo(3);
		String[] arguments = settings.stream()
			.map((setting) -> setting.replace("file:", "file:" + this.folder + "/"))
			.toArray(String[]::new);
		String[] all = new String[arguments.length + 1];
		all[0] = "--server.port=0";
		System.arraycopy(arguments, 0, all, 1, arguments.length);
		try (ConfigurableApplicationContext service = SpringApplication.run(EventStatisticsApplication.class, all)) {
			String port = service.getEnvironment().getRequiredProperty("local.server.port");
			HttpClient client = HttpClient.newBuilder()
				.sslContext(trusting(this.folder.resolve("service.p12")))
				.build();
			URI health = URI.create("https://localhost:" + port + "/health");
			assertThat(client.send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString()).body())
				.isEqualTo("{\"status\":\"healthy\"}");
		}
	}

	private static SSLContext trusting(Path store) throws Exception {
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(store)) {
			keys.load(in, "changeit".toCharArray());
		}
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		trusted.load(null, null);
		trusted.setCertificateEntry("service", keys.getCertificate("service"));
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(trusted);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trust.getTrustManagers(), null);
		return context;
	}

}
