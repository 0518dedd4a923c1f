package io.eventstatistics;

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
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * Starts the service. Boot's error page is excluded because {@code web} answers every
 * error with problem details. Boot's configuration of Redis is excluded because the
 * ledger imports what it needs, and because health must not depend on Redis.
 */
@SpringBootApplication(scanBasePackageClasses = WebConfiguration.class,
		exclude = { DataRedisAutoConfiguration.class, DataRedisHealthContributorAutoConfiguration.class,
				DataRedisReactiveAutoConfiguration.class, DataRedisReactiveHealthContributorAutoConfiguration.class,
				DataRedisRepositoriesAutoConfiguration.class, DataWebAutoConfiguration.class,
				ErrorMvcAutoConfiguration.class, LettuceObservationAutoConfiguration.class })
@Import({ EventStatisticsConfiguration.class, OptionalConfiguration.class })
public class EventStatisticsApplication {

	/** The number of carrier threads of virtual threads, on a JDK that has them. */
	private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

	/**
	 * Starts the service and returns once it is ready.
	 * @param args settings, as {@code --name=value}
	 */
	public static void main(String[] args) {
		carryOneMoreThanTheCores();
		SpringApplication.run(EventStatisticsApplication.class, args);
	}

	/**
	 * Virtual threads are not preempted, but their carrier threads are: with one carrier
	 * more than cores, health probes share the cores with expensive requests. Many more
	 * would wake each other all the time: with 16 on two cores a small request costs four
	 * times as much.
	 */
	private static void carryOneMoreThanTheCores() {
		if (System.getProperty(CARRIERS) == null) {
			System.setProperty(CARRIERS, String.valueOf(Runtime.getRuntime().availableProcessors() + 1));
		}
	}

}
