package io.eventstatistics.web;

import io.eventstatistics.ingest.BatchGate;
import io.eventstatistics.ingest.BodyReader;
import io.eventstatistics.ingest.ByteBudget;
import io.eventstatistics.ingest.IngestProperties;
import io.eventstatistics.ingest.Toll;
import io.eventstatistics.query.JsonNumbers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.handler.MappedInterceptor;

/**
 * Configures body reading, admission and the checks of requests.
 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

	/** Bodies under way take an eighth of the heap at most, and at least one fits. */
	private static final int HEAP_PER_BODIES = 8;

	private static final int QUESTIONS_PER_CORE = 2;

	/** Answers that are not read yet take a sixteenth of the heap at most. */
	private static final int HEAP_PER_ANSWERS = 16;

	/** A few of the largest answers. */
	private static final long MIN_ANSWER_BYTES = 12_000_000;

	@Bean
	BodyReader bodyReader(IngestProperties limits, Toll toll) {
		long bytes = Math.max(Runtime.getRuntime().maxMemory() / HEAP_PER_BODIES, limits.maxBody().toBytes());
		return new BodyReader(limits, new ByteBudget(bytes), toll);
	}

	@Bean
	BatchGate batchGate(IngestProperties limits) {
		return new BatchGate(limits.concurrency());
	}

	/** On every handler, those of the actuator too. */
	@Bean
	MappedInterceptor queryStringCheck() {
		return new MappedInterceptor(null, new QueryStringCheck());
	}

	@Bean
	JsonNumbers jsonNumbers() {
		return new JsonNumbers();
	}

	@Bean
	QuestionGate questionGate() {
		Runtime machine = Runtime.getRuntime();
		return new QuestionGate(QUESTIONS_PER_CORE * machine.availableProcessors(),
				Math.max(machine.maxMemory() / HEAP_PER_ANSWERS, MIN_ANSWER_BYTES));
	}

}
