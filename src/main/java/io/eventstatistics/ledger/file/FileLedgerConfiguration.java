package io.eventstatistics.ledger.file;

import java.io.UncheckedIOException;
import java.nio.file.Path;

import io.eventstatistics.ledger.LedgerBeans;
import io.eventstatistics.ledger.LedgerProperties;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
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
		Path directory = properties.requiredDirectory();
		try {
			return FileLog.open(directory, properties.syncOrDefault(), properties.maxBytes());
		}
		catch (IllegalStateException | UncheckedIOException ex) {
			throw new InvalidConfigurationPropertyValueException(DirectoryLock.PROPERTY, directory, ex.getMessage());
		}
	}

}
