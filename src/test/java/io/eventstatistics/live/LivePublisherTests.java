package io.eventstatistics.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.eventstatistics.event.EventBatch;
import io.eventstatistics.event.EventRecorder;
import io.eventstatistics.event.EventService;
import io.eventstatistics.event.RecorderUnavailableException;
import io.eventstatistics.query.LiveQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

/**
 * The publisher, with a ticker that ticks when the test says so.
 */
class LivePublisherTests {

	private static final Instant NOW = Instant.parse("2026-11-23T14:30:00Z");

	/** The service reads its clock once a snapshot. */
	private final AtomicInteger snapshots = new AtomicInteger();

	private final EventService service = new EventService(() -> {
		this.snapshots.incrementAndGet();
		return NOW;
	}, Duration.ofHours(1), Duration.ZERO, 1000, Long.MAX_VALUE);

	private final ScheduledExecutorService ticker = mock(ScheduledExecutorService.class);

	private final ScheduledFuture<?> ticks = mock(ScheduledFuture.class);

	private final LiveQuery query = query("1s", "count");

	private final Watcher watcher = new Watcher();

	private LivePublisher publisher = publisher(1000);

	@BeforeEach
	void schedule() {
		willReturn(this.ticks).given(this.ticker).scheduleAtFixedRate(any(), anyLong(), anyLong(), any());
		this.publisher = publisher(3);
	}

	@Test
	void firstFrameComesAtOnce() {
		this.publisher.subscribe(this.query, this.watcher);
		assertThat(this.watcher.last().json()).isEqualTo("{\"count\":0}");
		assertThat(this.watcher.last().event()).asString().isEqualTo("event: statistics\ndata: {\"count\":0}\n\n");
		assertThat(this.publisher.subscribers()).isOne();
	}

	@Test
	void tickTakesOneSnapshotForAllWhoAskTheSame() {
		Watcher other = new Watcher();
		this.publisher.subscribe(this.query, this.watcher);
		this.publisher.subscribe(query("PT1S", "count"), other);
		Runnable tick = tick(1);
		record(1);
		int before = this.snapshots.get();
		tick.run();
		assertThat(this.snapshots.get() - before).isOne();
		assertThat(this.watcher.last()).isSameAs(other.last());
		assertThat(this.watcher.last().json()).isEqualTo("{\"count\":1}");
	}

	@Test
	void otherQuestionsAndPacesTickOnTheirOwn() {
		this.publisher.subscribe(this.query, this.watcher);
		this.publisher.subscribe(query("2s", "count"), new Watcher());
		this.publisher.subscribe(query("1s", "sum"), new Watcher());
		verify(this.ticker, times(3)).scheduleAtFixedRate(any(), anyLong(), anyLong(), any());
		verify(this.ticker).scheduleAtFixedRate(any(), anyLong(), eq(Duration.ofSeconds(2).toNanos()), any());
	}

	@Test
	void stuckSubscriberSkipsToTheLatestAndCostsTheOthersNothing() {
		Watcher stuck = new Watcher();
		stuck.isStuck = true;
		this.publisher.subscribe(this.query, stuck);
		this.publisher.subscribe(this.query, this.watcher);
		Runnable tick = tick(1);
		for (int i = 0; i < 100; i++) {
			record(1);
			tick.run();
		}
		stuck.isStuck = false;
		stuck.announce();
		assertThat(stuck.frames).hasSize(1);
		assertThat(stuck.last().json()).isEqualTo("{\"count\":100}");
		assertThat(this.watcher.frames).hasSize(101);
	}

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
	void ticksEndWithTheLastSubscriber() {
		Watcher second = new Watcher();
		this.publisher.subscribe(this.query, this.watcher);
		this.publisher.subscribe(this.query, second);
		this.publisher.leave(this.query, this.watcher);
		verify(this.ticks, never()).cancel(false);
		this.publisher.leave(this.query, second);
		verify(this.ticks).cancel(false);
		this.publisher.leave(this.query, second);
		assertThat(this.publisher.subscribers()).isZero();
	}

	@Test
	void heartbeatReachesAll() {
		this.publisher.subscribe(this.query, this.watcher);
		ArgumentCaptor<Runnable> beat = ArgumentCaptor.forClass(Runnable.class);
		verify(this.ticker, times(2)).scheduleWithFixedDelay(beat.capture(), anyLong(), anyLong(), any());
		beat.getValue().run();
		assertThat(this.watcher.beats).isOne();
	}

	@Test
	void allEndWhenTheServiceStops() {
		this.publisher.subscribe(this.query, this.watcher);
		this.publisher.close();
		assertThat(this.watcher.isEnded).isTrue();
		verify(this.ticker).shutdownNow();
		assertThatExceptionOfType(StreamRefusedException.class).isThrownBy(this.publisher::requirePlace)
			.withMessageContaining("about to stop");
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
		EventService stopped = new EventService(() -> {
			throw new IllegalStateException("no clock");
		}, Duration.ofHours(1), Duration.ZERO, 1000, Long.MAX_VALUE);
		LivePublisher failing = new LivePublisher(stopped, stopped, new JsonMapper(), 1, this.ticker);
		assertThatIllegalStateException().isThrownBy(() -> failing.subscribe(this.query, this.watcher));
		assertThat(failing.subscribers()).isZero();
	}

	@Test
	void oneThatLeavesWithItsFirstFrameGivesItsPlaceBack() {
		this.publisher.subscribe(this.query, new Subscriber() {

			@Override
			void pump() {
				LivePublisherTests.this.publisher.leave(LivePublisherTests.this.query, this);
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
	void tickThatFailsIsNotTheLast() {
		LiveFeed feed = new LiveFeed(() -> {
			throw new IllegalStateException("on purpose");
		}, 1, Runnable::run);
		assertThatCode(feed::run).doesNotThrowAnyException();
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
			.withMessageStartingWith("the 100 different questions that streams may ask at once are asked");
		assertThatExceptionOfType(StreamRefusedException.class).isThrownBy(() -> crowded.requirePlace(this.query));
		crowded.subscribe(queries.get(7), new Watcher());
		assertThat(crowded.subscribers()).isEqualTo(LivePublisher.MAX_FEEDS + 1);
		crowded.leave(queries.get(0), this.watcher);
		crowded.subscribe(this.query, new Watcher());
		assertThat(crowded.subscribers()).isEqualTo(LivePublisher.MAX_FEEDS + 1);
	}

	@Test
	void subscribersThatJoinTogetherShareTheirFirstFrame() {
		LivePublisher crowded = publisher(1000);
		crowded.subscribe(this.query, this.watcher);
		int before = this.snapshots.get();
		long start = System.nanoTime();
		for (int i = 0; i < 500; i++) {
			crowded.subscribe(this.query, new Watcher());
		}
		long hundredths = (System.nanoTime() - start) / TimeUnit.MILLISECONDS.toNanos(100);
		assertThat(this.snapshots.get() - before).isLessThanOrEqualTo((int) hundredths + 500 / 100);
	}

	@Test
	void ticksThatWereMissedInAPauseAreSkipped() {
		this.publisher.subscribe(this.query, this.watcher);
		Runnable tick = tick(1);
		willReturn(-Duration.ofSeconds(15).toNanos()).given(this.ticks).getDelay(TimeUnit.NANOSECONDS);
		for (int i = 0; i < 14; i++) {
			tick.run();
		}
		assertThat(this.watcher.frames).hasSize(1);
		willReturn(-Duration.ofMillis(999).toNanos()).given(this.ticks).getDelay(TimeUnit.NANOSECONDS);
		tick.run();
		assertThat(this.watcher.frames).hasSize(2);
	}

	@Test
	void slowQuestionsSkipTicksAndLeaveTheTickerFree() {
		List<Runnable> handedOver = new ArrayList<>();
		boolean[] slow = { true };
		LiveFeed feed = new LiveFeed(() -> {
			long end = System.nanoTime() + (slow[0] ? TimeUnit.MILLISECONDS.toNanos(6) : 0);
			while (System.nanoTime() < end) {
				Thread.onSpinWait();
			}
			return Frame.of("{}");
		}, 1, handedOver::add);
		feed.add(this.watcher);
		for (int i = 0; i < 10; i++) {
			feed.run();
		}
		assertThat(this.watcher.frames).as("only the second shows that it is slow").hasSize(2);
		assertThat(handedOver).hasSize(1);
		handedOver.remove(0).run();
		assertThat(this.watcher.frames).hasSize(3);
		slow[0] = false;
		feed.run();
		handedOver.remove(0).run();
		feed.run();
		feed.run();
		assertThat(this.watcher.frames).as("it is cheap again").hasSize(6);
		assertThat(handedOver).isEmpty();
	}

	@Test
	void figuresOfAPartAreNotPublished() {
		AtomicBoolean complete = new AtomicBoolean(true);
		EventRecorder rebuilding = mock(EventRecorder.class, CALLS_REAL_METHODS);
		given(rebuilding.isComplete()).willAnswer((call) -> complete.get());
		LivePublisher real = new LivePublisher(this.service, rebuilding, new JsonMapper(), 2, this.ticker);
		real.subscribe(this.query, this.watcher);
		Runnable tick = tick(1);
		complete.set(false);
		record(1);
		tick.run();
		assertThat(this.watcher.frames).hasSize(1);
		assertThat(this.watcher.isEnded).isFalse();
		assertThatExceptionOfType(RecorderUnavailableException.class)
			.isThrownBy(() -> real.subscribe(query("7s", "sum"), new Watcher()));
		complete.set(true);
		tick.run();
		assertThat(this.watcher.frames).hasSize(2);
		assertThat(real.subscribers()).isOne();
	}

	@Test
	void realTickerTicks() throws Exception {
		LivePublisher real = new LivePublisher(this.service, this.service, new JsonMapper(), 1);
		real.subscribe(query("100ms", "count"), this.watcher);
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
		while (this.watcher.frames.size() < 3 && System.nanoTime() < end) {
			Thread.sleep(10);
		}
		assertThat(this.watcher.frames).hasSizeGreaterThanOrEqualTo(3);
		real.close();
	}

	private void record(double value) {
		EventBatch batch = new EventBatch(1);
		batch.add(NOW, value);
		this.service.record(batch, null);
	}

	private Runnable tick(int feeds) {
		ArgumentCaptor<Runnable> tick = ArgumentCaptor.forClass(Runnable.class);
		verify(this.ticker, times(feeds)).scheduleAtFixedRate(tick.capture(), anyLong(), anyLong(), any());
		return tick.getValue();
	}

	private LivePublisher publisher(int places) {
		return new LivePublisher(this.service, this.service, new JsonMapper(), places, this.ticker);
	}

	private static LiveQuery query(String every, String stats) {
		return LiveQuery.parse(every, null, stats, Duration.ofHours(1));
	}

}
