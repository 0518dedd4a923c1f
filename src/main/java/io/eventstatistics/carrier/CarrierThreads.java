package io.eventstatistics.carrier;

import java.util.function.IntConsumer;

/**
 * The carrier threads of the JVM's virtual threads: as many as cores, and one more while
 * costly work runs. Virtual threads are not preempted, but their carriers are: with one
 * carrier more than cores, small requests share the cores with costly ones. The further
 * carrier costs every small request context switches, so it is there only when needed.
 * Thread-safe.
 */
public final class CarrierThreads {

	/** The carrier threads of this JVM. */
	public static final CarrierThreads JVM = new CarrierThreads(Runtime.getRuntime().availableProcessors(),
			VirtualThreadScheduler.parallelism(VirtualThreadScheduler.BEAN));

	private final int cores;

	private final IntConsumer parallelism;

	private int costly;

	/**
	 * Creates carrier threads.
	 * @param cores the number of carriers while no costly work runs
	 * @param parallelism sets the number of carriers
	 */
	CarrierThreads(int cores, IntConsumer parallelism) {
		this.cores = cores;
		this.parallelism = parallelism;
	}

	/**
	 * Sets the number of carriers where the JVM cannot change it later: one more than the
	 * cores. Does nothing if the number is set already. Must be called before the first
	 * virtual thread starts.
	 */
	public static void setUp() {
		VirtualThreadScheduler.setUp(VirtualThreadScheduler.BEAN, Runtime.getRuntime().availableProcessors() + 1);
	}

	/**
	 * Called before costly work, which may take a core for a millisecond or more;
	 * {@link #end()} must follow.
	 */
	public void begin() {
		change(1);
	}

	/** Called after costly work, or when it waits for its client. */
	public void end() {
		change(-1);
	}

	private synchronized void change(int by) {
		int before = this.costly;
		this.costly += by;
		if (before == 0 || this.costly == 0) {
			this.parallelism.accept(this.cores + Math.min(this.costly, 1));
		}
	}

}
