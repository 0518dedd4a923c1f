package io.eventstatistics.live;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.mockito.Mockito.mock;

class LiveFeedTests {

	private final AtomicInteger snapshots = new AtomicInteger();

	private final ArrayDeque<Runnable> slow = new ArrayDeque<>();

	private final LiveFeed feed = new LiveFeed(() -> {
		this.snapshots.incrementAndGet();
		LockSupport.parkNanos(8_000_000);
		return Frame.of("{}");
	}, 1_000_000_000, this.slow::add);

	@Test
	void feedThatHasNeverTickedCanStop() {
		assertThat(this.feed.fresh()).isNull();
		assertThat(this.feed.stopIfEmpty()).isTrue();
		Subscriber subscriber = mock(Subscriber.class);
		this.feed.add(subscriber);
		assertThat(this.feed.stopIfEmpty()).isFalse();
	}

	@Test
	@Timeout(60)
	void figuresOfTheFirstSubscriberAgeSoon() throws InterruptedException {
		Frame first = Frame.of("{}");
		this.feed.begin(first, 1);
		Frame fresh = this.feed.fresh();
		while (fresh != null) {
			assertThat(fresh).isSameAs(first);
			Thread.sleep(10);
			fresh = this.feed.fresh();
		}
	}

	@Test
	void slowFeedThatEverybodyHasLeftTakesNoMoreSnapshots() {
		Subscriber subscriber = mock(Subscriber.class);
		this.feed.add(subscriber);
		while (this.slow.isEmpty()) {
			this.feed.run();
		}
		this.feed.remove(subscriber);
		int before = this.snapshots.get();
		this.slow.forEach(Runnable::run);
		assertThat(this.snapshots).hasValue(before);
	}

	@Test
	void contextWithoutAServerIsClosedLikeOthers() {
		assertThatNoException().isThrownBy(() -> new LiveConfiguration().endOfConnections()
			.onApplicationEvent(new ContextClosedEvent(new StaticApplicationContext())));
	}

}
