package io.eventstatistics.carrier;

import java.lang.management.ManagementFactory;
import java.lang.management.PlatformManagedObject;
import java.lang.reflect.Method;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;

/**
 * The JVM's scheduler of virtual threads. Its number of carriers can be changed since JDK
 * 24, which is called by reflection because the service is compiled for JDK 17.
 */
final class VirtualThreadScheduler {

	/** The number of carriers as a system property, which the JVM reads once. */
	static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

	private static final IntConsumer FIXED = (carriers) -> {
	};

	private VirtualThreadScheduler() {
	}

	/** Sets the property if it is not set and the number cannot be changed later. */
	static void setUp(int carriers) {
		if (bean() == null && System.getProperty(PARALLELISM) == null) {
			System.setProperty(PARALLELISM, String.valueOf(carriers));
		}
	}

	/**
	 * Returns what sets the number of carriers; it does nothing if the JVM cannot change
	 * the number or an operator has set it.
	 */
	static IntConsumer parallelism() {
		Class<? extends PlatformManagedObject> bean = bean();
		if (bean == null || System.getProperty(PARALLELISM) != null) {
			return FIXED;
		}
		try {
			return parallelism(bean, ManagementFactory.getPlatformMXBean(bean));
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			return FIXED;
		}
	}

	/**
	 * Sets the number that is there, so that a scheduler that cannot be changed fails.
	 */
	static IntConsumer parallelism(Class<?> bean, Object scheduler) throws ReflectiveOperationException {
		Method set = bean.getMethod("setParallelism", int.class);
		set.invoke(scheduler, bean.getMethod("getParallelism").invoke(scheduler));
		return (carriers) -> invoke(set, scheduler, carriers);
	}

	private static @Nullable Class<? extends PlatformManagedObject> bean() {
		try {
			return Class.forName("jdk.management.VirtualThreadSchedulerMXBean").asSubclass(PlatformManagedObject.class);
		}
		catch (ClassNotFoundException ex) {
			return null;
		}
	}

	private static void invoke(Method set, Object scheduler, int carriers) {
		try {
			set.invoke(scheduler, carriers);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
