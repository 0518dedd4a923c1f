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
 * Starts the service. Every error is a problem detail of {@code web}, so Boot's own error
 * page is excluded. Redis is there only with a ledger in it, and neither liveness nor
 * readiness asks it: the ledger imports what it needs.
 */
@SpringBootApplication(scanBasePackageClasses = WebConfiguration.class,
		exclude = { DataRedisAutoConfiguration.class, DataRedisHealthContributorAutoConfiguration.class,
				DataRedisReactiveAutoConfiguration.class, DataRedisReactiveHealthContributorAutoConfiguration.class,
				DataRedisRepositoriesAutoConfiguration.class, DataWebAutoConfiguration.class,
				ErrorMvcAutoConfiguration.class, LettuceObservationAutoConfiguration.class })
@Import({ EventStatisticsConfiguration.class, OptionalConfiguration.class })
public class EventStatisticsApplication {

	/** Of the threads that carry virtual ones, where the JDK has them. */
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
	 * A virtual thread is not preempted, its carrier is: with one carrier more than there
	 * are cores, those that answer probes share the cores with costly requests. Many more
	 * would wake each other all the time: sixteen on two cores make a small request cost
	 * four times as much.
	 */
	private static void carryOneMoreThanTheCores() {
		if (System.getProperty(CARRIERS) == null) {
			System.setProperty(CARRIERS, String.valueOf(Runtime.getRuntime().availableProcessors() + 1));
		}
	}

}
