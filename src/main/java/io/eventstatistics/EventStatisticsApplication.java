package io.eventstatistics;

import io.eventstatistics.carrier.CarrierThreads;
import io.eventstatistics.web.WebConfiguration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.data.autoconfigure.web.DataWebAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisRepositoriesAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.health.DataRedisHealthContributorAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.health.DataRedisReactiveHealthContributorAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.observation.LettuceObservationAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.metrics.KafkaMetricsAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Starts the service. Boot's error page is excluded because {@code web} answers every
 * error with problem details. Boot's configuration of Redis and Kafka is excluded because
 * the ledger imports what it needs, and because health must not depend on them.
 */
@SpringBootApplication(scanBasePackageClasses = WebConfiguration.class,
		exclude = { DataRedisAutoConfiguration.class, DataRedisHealthContributorAutoConfiguration.class,
				DataRedisReactiveAutoConfiguration.class, DataRedisReactiveHealthContributorAutoConfiguration.class,
				DataRedisRepositoriesAutoConfiguration.class, DataWebAutoConfiguration.class,
				ErrorMvcAutoConfiguration.class, KafkaAutoConfiguration.class, KafkaMetricsAutoConfiguration.class,
				LettuceObservationAutoConfiguration.class })
@Import({ EventStatisticsConfiguration.class, OptionalConfiguration.class })
public class EventStatisticsApplication {

	/**
	 * Starts the service and returns once it is ready.
	 * @param args settings, as {@code --name=value}
	 */
	public static void main(String[] args) {
		CarrierThreads.setUp();
		SpringApplication.run(EventStatisticsApplication.class, args);
	}

}
