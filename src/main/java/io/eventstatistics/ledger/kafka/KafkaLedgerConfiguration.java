package io.eventstatistics.ledger.kafka;

import java.util.Map;

import io.eventstatistics.ledger.LedgerBeans;
import io.eventstatistics.ledger.LedgerProperties;
import io.eventstatistics.ledger.LogLimits;
import org.apache.kafka.common.config.SslConfigs;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.kafka.autoconfigure.SslBundleSslEngineFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Configures the ledger in Kafka. Without it, no bean of Kafka exists.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = LedgerProperties.TYPE, havingValue = "kafka")
@EnableConfigurationProperties(KafkaProperties.class)
@Import(LedgerBeans.class)
public class KafkaLedgerConfiguration {

	@Bean
	KafkaLog kafkaLog(KafkaProperties kafka, ObjectProvider<SslBundles> bundles, LedgerProperties properties,
			LogLimits limits) {
		KafkaClients clients = new KafkaClients(kafka.buildProducerProperties(), kafka.buildConsumerProperties(),
				kafka.buildAdminProperties());
		String bundle = kafka.getSsl().getBundle();
		if (bundle != null) {
			SslBundle ssl = bundles.getObject().getBundle(bundle);
			use(ssl, clients.producer());
			use(ssl, clients.consumer());
			use(ssl, clients.admin());
		}
		return new KafkaLog(clients, properties.name(), properties.partitionsOrOne(), limits.retention(),
				limits.maxEntryBytes());
	}

	private static void use(SslBundle ssl, Map<String, Object> settings) {
		settings.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, SslBundleSslEngineFactory.class);
		settings.put(SslBundle.class.getName(), ssl);
	}

}
