package io.eventstatistics.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.eventstatistics.event.RecorderUnavailableException;
import io.eventstatistics.testing.Carriers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.mockito.ArgumentCaptor;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

/**
 * The publisher, with a ticker that ticks when the test says so.
 */
class LivePublisherTests extends PublisherFixture {

	@Test
	void firstFrameComesAtOnce() {
		this.publisher.subscribe(this.query, this.watcher);
		assertThat(this.watcher.last().json()).isEqualTo("{\"count\":0}");
		assertThat(this.watcher.last().event()).asString().isEqualTo("event: statistics\ndata: {\"count\":0}\n\n");
		assertThat(this.publisher.subscribers()).isOne();
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_24)
	void firstFrameIsCostlyWork() {
		this.publisher.subscribe(this.query, this.watcher);
		assertThat(this.recorder.carriersBeyondCores).isOne();
		assertThat(Carriers.beyondCores()).isZero();
		this.recorder.complete = false;
		assertThatExceptionOfType(RecorderUnavailableException.class)
			.isThrownBy(() -> this.publisher.subscribe(query("1s", "sum"), this.watcher));
		assertThat(Carriers.beyondCores()).isZero();
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
	void tickThatFailsIsNotTheLast() {
		LiveFeed feed = new LiveFeed(() -> {
			throw new IllegalStateException("on purpose");
		}, 1, Runnable::run);
		assertThatCode(feed::run).doesNotThrowAnyException();
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
	void nothingIsPublishedWhileTheWindowIsRebuilt() {
		this.recorder.complete = false;
		assertThatExceptionOfType(RecorderUnavailableException.class)
			.isThrownBy(() -> this.publisher.subscribe(this.query, this.watcher))
			.withMessageContaining("being rebuilt from the log");
		assertThat(this.publisher.subscribers()).isZero();
		assertThat(this.publisher.feeds).isEmpty();
		this.recorder.complete = true;
		this.publisher.subscribe(this.query, this.watcher);
		assertThat(this.watcher.frames).hasSize(1);
		Runnable feed = tick(1);
		this.recorder.complete = false;
		feed.run();
		assertThat(this.watcher.frames).as("the last complete figures stay").hasSize(1);
		this.recorder.complete = true;
		feed.run();
		assertThat(this.watcher.frames).hasSize(2);
	}

	@Test
	void figuresThatARebuildOvertakesAreNotPublished() {
		this.publisher.subscribe(this.query, this.watcher);
		Runnable feed = tick(1);
		this.recorder.completeFor = 1;
		feed.run();
		assertThat(this.watcher.frames).hasSize(1);
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

}
