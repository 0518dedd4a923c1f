package io.eventstatistics.carrier;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.eventstatistics.testing.Carriers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests {@link CarrierThreads}.
 */
class CarrierThreadsTests {

	private final List<Integer> set = new ArrayList<>();

	private final CarrierThreads carriers = new CarrierThreads(2, this.set::add);

	@Test
	void oneMoreThanCoresWhileCostlyWorkRuns() {
		this.carriers.begin();
		assertThat(this.set).containsExactly(3);
		this.carriers.end();
		assertThat(this.set).containsExactly(3, 2);
	}

	@Test
	void oneMoreForAnyNumberOfCostlyWork() {
		this.carriers.begin();
		this.carriers.begin();
		this.carriers.begin();
		this.carriers.end();
		this.carriers.end();
		assertThat(this.set).containsExactly(3);
		this.carriers.end();
		assertThat(this.set).containsExactly(3, 2);
	}

	@Test
	void endsWithAsManyAsCoresHoweverThreadsInterleave() throws Exception {
		AtomicInteger last = new AtomicInteger();
		CarrierThreads shared = new CarrierThreads(2, last::set);
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Future<?>> running = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				running.add(threads.submit(() -> {
					for (int j = 0; j < 20_000; j++) {
						shared.begin();
						assertThat(last).hasValue(3);
						shared.end();
					}
				}));
			}
			for (Future<?> one : running) {
				one.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(last).hasValue(2);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_24)
	void setsTheParallelismOfTheJvm() {
		CarrierThreads.JVM.begin();
		try {
			assertThat(Carriers.beyondCores()).isOne();
		}
		finally {
			CarrierThreads.JVM.end();
		}
		assertThat(Carriers.beyondCores()).isZero();
	}

}
