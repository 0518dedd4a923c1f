package io.eventstatistics.carrier;

import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests {@link VirtualThreadScheduler} with and without a bean that can change the number
 * of carriers.
 */
class VirtualThreadSchedulerTests {

	private static final String MISSING = "jdk.management.Missing";

	private static final String ANOTHER = ThreadMXBean.class.getName();

	private final @Nullable String before = System.getProperty(VirtualThreadScheduler.PARALLELISM);

	@BeforeEach
	@AfterEach
	void reset() {
		set(this.before);
	}

	@Test
	void setsTheBean() {
		Scheduler bean = new Scheduler(3);
		VirtualThreadScheduler.setter(Scheduler.class, bean).accept(3);
		assertThat(bean.set).containsExactly(2, 3);
	}

	@Test
	void beanThatRefusesItsOwnNumberIsLeft() {
		Scheduler bean = new Scheduler(1);
		VirtualThreadScheduler.setter(Scheduler.class, bean).accept(1);
		assertThat(bean.set).isEmpty();
	}

	@Test
	void laterFailureIsNotHidden() {
		assertThatIllegalStateException()
			.isThrownBy(() -> VirtualThreadScheduler.setter(Scheduler.class, new Scheduler(2)).accept(3))
			.withRootCauseInstanceOf(UnsupportedOperationException.class);
	}

	@Test
	void withoutTheBeanThePropertyIsSetOnce() {
		set(null);
		VirtualThreadScheduler.setUp(MISSING, 3);
		VirtualThreadScheduler.setUp(MISSING, 4);
		assertThat(System.getProperty(VirtualThreadScheduler.PARALLELISM)).isEqualTo("3");
	}

	@Test
	void withTheBeanThePropertyIsLeft() {
		set(null);
		VirtualThreadScheduler.setUp(ANOTHER, 3);
		assertThat(System.getProperty(VirtualThreadScheduler.PARALLELISM)).isNull();
	}

	@Test
	void nothingIsDoneWhereTheNumberCannotBeChanged() {
		set(null);
		for (String bean : List.of(MISSING, ANOTHER)) {
			assertThatCode(() -> VirtualThreadScheduler.parallelism(bean).accept(3)).doesNotThrowAnyException();
		}
	}

	@Test
	void numberOfTheOperatorIsKept() {
		set("5");
		for (String bean : List.of(VirtualThreadScheduler.BEAN, ANOTHER)) {
			VirtualThreadScheduler.parallelism(bean).accept(3);
			VirtualThreadScheduler.setUp(bean, 3);
		}
		VirtualThreadScheduler.setUp(MISSING, 3);
		CarrierThreads.setUp();
		assertThat(System.getProperty(VirtualThreadScheduler.PARALLELISM)).isEqualTo("5");
	}

	private static void set(@Nullable String carriers) {
		if (carriers == null) {
			System.clearProperty(VirtualThreadScheduler.PARALLELISM);
		}
		else {
			System.setProperty(VirtualThreadScheduler.PARALLELISM, carriers);
		}
	}

	/** A bean like that of the JVM, with two carriers. */
	public static final class Scheduler {

		private final List<Integer> set = new ArrayList<>();

		private final int most;

		Scheduler(int most) {
			this.most = most;
		}

		public int getParallelism() {
			return 2;
		}

		public void setParallelism(int carriers) {
			if (carriers > this.most) {
				throw new UnsupportedOperationException();
			}
			this.set.add(carriers);
		}

	}

}
