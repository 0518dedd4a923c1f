package io.eventstatistics;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the service.
 */
@SpringBootApplication
public class EventStatisticsApplication {

	/**
	 * Starts the service and returns once it is ready.
	 * @param args settings, as {@code --name=value}
	 */
	public static void main(String[] args) {
		SpringApplication.run(EventStatisticsApplication.class, args);
	}

}
