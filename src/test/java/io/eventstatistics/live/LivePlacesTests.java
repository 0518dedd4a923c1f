package io.eventstatistics.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.eventstatistics.event.EventService;
import io.eventstatistics.query.LiveQuery;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.Mockito.verify;

/**
 * The limit of subscribers: when the publisher accepts one, and when it is released.
 */
class LivePlacesTests extends PublisherFixture {

	@Test
	void placesAreLimitedAndFreedOnce() {
		Watcher second = new Watcher();
		this.publisher.subscribe(this.query, this.watcher);
		this.publisher.subscribe(this.query, second);
		this.publisher.subscribe(query("1s", "sum"), new Watcher());
		assertThatExceptionOfType(StreamRefusedException.class)
			.isThrownBy(() -> this.publisher.subscribe(this.query, new Watcher()))
			.withMessageContaining("the 3 streams that event-statistics.live.max-subscribers allows are open");
		this.publisher.leave(this.query, second);
		this.publisher.leave(this.query, second);
		assertThat(this.publisher.subscribers()).isEqualTo(2);
		assertThatCode(this.publisher::requirePlace).doesNotThrowAnyException();
	}

	@Test
	void allEndWhenTheServiceStops() {
		this.publisher.subscribe(this.query, this.watcher);
		this.publisher.close();
		assertThat(this.watcher.isEnded).isTrue();
		verify(this.ticker).shutdownNow();
		assertThatExceptionOfType(StreamRefusedException.class).isThrownBy(this.publisher::requirePlace)
			.withMessageContaining("is stopping");
	}

	@Test
	void subscriberThatComesWhileTheServiceStopsIsEndedToo() {
		LivePublisher[] stopping = new LivePublisher[1];
		EventService closing = new EventService(() -> {
			stopping[0].close();
			return NOW;
		}, Duration.ofHours(1), Duration.ZERO, 1000, Long.MAX_VALUE);
		stopping[0] = new LivePublisher(closing, closing, new JsonMapper(), 1, this.ticker);
		stopping[0].subscribe(this.query, this.watcher);
		assertThat(this.watcher.isEnded).isTrue();
		stopping[0].leave(this.query, this.watcher);
		assertThat(stopping[0].subscribers()).isZero();
	}

	@Test
	void placeThatIsTakenInBetweenIsRefused() {
		LivePublisher[] filling = new LivePublisher[1];
		boolean[] filled = new boolean[1];
		EventService meanwhile = new EventService(() -> {
			if (!filled[0]) {
				filled[0] = true;
				filling[0].subscribe(this.query, this.watcher);
			}
			return NOW;
		}, Duration.ofHours(1), Duration.ZERO, 1000, Long.MAX_VALUE);
		filling[0] = new LivePublisher(meanwhile, meanwhile, new JsonMapper(), 1, this.ticker);
		assertThatExceptionOfType(StreamRefusedException.class)
			.isThrownBy(() -> filling[0].subscribe(this.query, new Watcher()));
		assertThat(filling[0].subscribers()).isOne();
		assertThat(this.watcher.frames).hasSize(1);
	}

	@Test
	void questionThatCannotBeAnsweredTakesNoPlace() {
		EventService broken = new EventService(() -> {
			throw new IllegalStateException("no clock");
		}, Duration.ofHours(1), Duration.ZERO, 1000, Long.MAX_VALUE);
		LivePublisher failing = new LivePublisher(broken, broken, new JsonMapper(), 1, this.ticker);
		assertThatIllegalStateException().isThrownBy(() -> failing.subscribe(this.query, this.watcher));
		assertThat(failing.subscribers()).isZero();
	}

	@Test
	void oneThatLeavesWithItsFirstFrameGivesItsPlaceBack() {
		this.publisher.subscribe(this.query, new Subscriber() {

			@Override
			void pump() {
				LivePlacesTests.this.publisher.leave(LivePlacesTests.this.query, this);
			}

		});
		assertThat(this.publisher.subscribers()).isZero();
		verify(this.ticks).cancel(false);
	}

	@Test
	void comingAndGoingOfManyKeepsAccount() throws Exception {
		long seed = System.nanoTime();
		System.out.println("seed " + seed);
		LivePublisher crowded = publisher(50);
		ExecutorService threads = Executors.newFixedThreadPool(4);
		List<Future<?>> all = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			Random random = new Random(seed + i);
			all.add(threads.submit(() -> comeAndGo(crowded, random)));
		}
		for (Future<?> one : all) {
			one.get();
		}
		threads.shutdown();
		assertThat(crowded.subscribers()).isZero();
		assertThat(crowded.feeds).isEmpty();
	}

	private static void comeAndGo(LivePublisher publisher, Random random) {
		for (int i = 0; i < 500; i++) {
			LiveQuery query = query("1s", random.nextBoolean() ? "count" : "max");
			List<Watcher> watchers = new ArrayList<>();
			for (int k = random.nextInt(5); k >= 0; k--) {
				Watcher watcher = new Watcher();
				publisher.subscribe(query, watcher);
				watchers.add(watcher);
			}
			watchers.forEach((watcher) -> publisher.leave(query, watcher));
		}
	}

	@Test
	void ownTickerThatIsShutDownInBetweenEndsTheSubscriber() {
		LivePublisher[] own = new LivePublisher[1];
		EventService closing = new EventService(() -> {
			own[0].close();
			return NOW;
		}, Duration.ofHours(1), Duration.ZERO, 1000, Long.MAX_VALUE);
		own[0] = new LivePublisher(closing, closing, new JsonMapper(), 1);
		own[0].subscribe(this.query, this.watcher);
		assertThat(this.watcher.isEnded).isTrue();
	}

	@Test
	void differentQuestionsAreLimited() {
		LivePublisher crowded = publisher(1000);
		List<LiveQuery> queries = new ArrayList<>();
		for (int i = 0; i < LivePublisher.MAX_FEEDS; i++) {
			LiveQuery query = query("1s", "p" + i + ".5,count");
			queries.add(query);
			crowded.subscribe(query, this.watcher);
		}
		assertThatExceptionOfType(StreamRefusedException.class)
			.isThrownBy(() -> crowded.subscribe(this.query, new Watcher()))
			.withMessageStartingWith("the streams already have 100 different questions");
		assertThatExceptionOfType(StreamRefusedException.class).isThrownBy(() -> crowded.requirePlace(this.query));
		crowded.subscribe(queries.get(7), new Watcher());
		assertThat(crowded.subscribers()).isEqualTo(LivePublisher.MAX_FEEDS + 1);
		crowded.leave(queries.get(0), this.watcher);
		crowded.subscribe(this.query, new Watcher());
		assertThat(crowded.subscribers()).isEqualTo(LivePublisher.MAX_FEEDS + 1);
	}

}
