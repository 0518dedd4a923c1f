package io.eventstatistics.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SubscriberTests {

	@Test
	void oneThreadPumpsForAllAndNoneIsForgotten() throws Exception {
		AtomicInteger inside = new AtomicInteger();
		List<String> last = new ArrayList<>();
		Subscriber subscriber = new Subscriber() {

			@Override
			void pump() {
				assertThat(inside.incrementAndGet()).isOne();
				Frame frame = takeFrame();
				if (frame != null) {
					last.add(frame.json());
				}
				inside.decrementAndGet();
			}

		};
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			List<Future<?>> offers = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				offers.add(threads.submit(() -> {
					for (int n = 0; n < 50_000; n++) {
						subscriber.offer(Frame.of("x"));
					}
				}));
			}
			for (Future<?> offer : offers) {
				offer.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
		subscriber.offer(Frame.of("latest"));
		assertThat(last.get(last.size() - 1)).isEqualTo("latest");
		assertThat(last).hasSizeLessThanOrEqualTo(200_001);
	}

}
