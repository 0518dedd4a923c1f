package io.eventstatistics;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class EventStatisticsApplication {

	public static void main(String[] args) {
		SpringApplication.run(EventStatisticsApplication.class, args);
	}

}
