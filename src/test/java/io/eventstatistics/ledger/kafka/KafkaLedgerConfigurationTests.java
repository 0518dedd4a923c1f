package io.eventstatistics.ledger.kafka;

import java.time.Duration;

import io.eventstatistics.ledger.LedgerProperties;
import io.eventstatistics.ledger.LogLimits;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

/**
 * Tests {@link KafkaLedgerConfiguration} with TLS.
 */
class KafkaLedgerConfigurationTests {

	private final SslBundles bundles = mock(SslBundles.class);

	@Test
	void bundleOfTheSettingsIsUsed() {
		given(this.bundles.getBundle("brokers")).willReturn(mock(SslBundle.class));
		try (KafkaLog log = log()) {
			assertThat(log.partitions()).isEqualTo(16);
			verify(this.bundles).getBundle("brokers");
		}
	}

	@Test
	void unknownBundleFailsTheStart() {
		given(this.bundles.getBundle("brokers")).willThrow(new NoSuchSslBundleException("brokers", "unknown"));
		assertThatExceptionOfType(NoSuchSslBundleException.class).isThrownBy(this::log);
	}

	private KafkaLog log() {
		KafkaProperties kafka = new KafkaProperties();
		kafka.getSsl().setBundle("brokers");
		@SuppressWarnings("unchecked")
		ObjectProvider<SslBundles> provider = mock(ObjectProvider.class);
		given(provider.getObject()).willReturn(this.bundles);
		LedgerProperties properties = mock(LedgerProperties.class);
		given(properties.name()).willReturn("topic");
		given(properties.partitionsOrOne()).willReturn(16);
		return new KafkaLedgerConfiguration().kafkaLog(kafka, provider, properties,
				new LogLimits(Duration.ofHours(1), 1000));
	}

}
