package io.eventstatistics.ledger.file;

import io.eventstatistics.ledger.LedgerBeans;
import io.eventstatistics.ledger.LedgerProperties;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Configures the ledger in a directory.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = LedgerProperties.TYPE, havingValue = "file")
@Import(LedgerBeans.class)
public class FileLedgerConfiguration {

	@Bean
	FileLog fileLog(LedgerProperties properties) {
		return FileLog.open(properties.requiredDirectory(), properties.syncOrDefault(), properties.maxBytes());
	}

}
