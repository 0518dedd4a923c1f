package io.eventstatistics;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the service.
 */
@SpringBootApplication
public class EventStatisticsApplication {

	/** Of the threads that carry virtual ones, where the JDK has them. */
	private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

	private static final int CARRIERS_PER_CORE = 8;

	private static final int MIN_CARRIERS = 16;

	/**
	 * Starts the service and returns once it is ready.
	 * @param args settings, as {@code --name=value}
	 */
	public static void main(String[] args) {
		carryMoreThanIsAdmitted();
		SpringApplication.run(EventStatisticsApplication.class, args);
	}

	/**
	 * Batches and questions in work are a few times the cores, and a virtual thread is
	 * not preempted: there are more carriers than that, so that a probe is answered
	 * meanwhile.
	 */
	private static void carryMoreThanIsAdmitted() {
		if (System.getProperty(CARRIERS) == null) {
			int carriers = Math.max(MIN_CARRIERS, CARRIERS_PER_CORE * Runtime.getRuntime().availableProcessors());
			System.setProperty(CARRIERS, String.valueOf(carriers));
		}
	}

}
