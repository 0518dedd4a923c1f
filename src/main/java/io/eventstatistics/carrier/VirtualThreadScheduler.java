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

	/** The type of the bean that changes the number of carriers. */
	static final String BEAN = "jdk.management.VirtualThreadSchedulerMXBean";

	/** The number of carriers as a system property, which the JVM reads once. */
	static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

	private static final IntConsumer FIXED = (carriers) -> {
	};

	private VirtualThreadScheduler() {
	}

	/**
	 * Sets the property if it is not set and the number cannot be changed later.
	 * @param bean the name of the bean's type
	 * @param carriers the number of carriers
	 */
	static void setUp(String bean, int carriers) {
		if (type(bean) == null && System.getProperty(PARALLELISM) == null) {
			System.setProperty(PARALLELISM, String.valueOf(carriers));
		}
	}

	/**
	 * Returns what sets the number of carriers; it does nothing if the JVM cannot change
	 * the number or an operator has set it.
	 * @param bean the name of the bean's type
	 */
	static IntConsumer parallelism(String bean) {
		Class<? extends PlatformManagedObject> type = type(bean);
		if (type == null || System.getProperty(PARALLELISM) != null) {
			return FIXED;
		}
		return setter(type, ManagementFactory.getPlatformMXBean(type));
	}

	/** Returns what calls {@code setParallelism} of a bean. */
	static IntConsumer setter(Class<?> type, Object bean) {
		try {
			Method set = type.getMethod("setParallelism", int.class);
			return (carriers) -> invoke(set, bean, carriers);
		}
		catch (NoSuchMethodException ex) {
			return FIXED;
		}
	}

	private static @Nullable Class<? extends PlatformManagedObject> type(String bean) {
		try {
			return Class.forName(bean).asSubclass(PlatformManagedObject.class);
		}
		catch (ClassNotFoundException ex) {
			return null;
		}
	}

	private static void invoke(Method set, Object bean, int carriers) {
		try {
			set.invoke(bean, carriers);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
