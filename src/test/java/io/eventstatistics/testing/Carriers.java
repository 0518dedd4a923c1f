package io.eventstatistics.testing;

import java.lang.management.ManagementFactory;

import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Reads the number of carrier threads of the JVM's virtual threads, since JDK 24.
 */
public final class Carriers {

	private Carriers() {
	}

	/**
	 * Returns how many carriers there are beyond the cores.
	 * @return 1 while costly work runs, otherwise 0
	 */
	public static int beyondCores() {
		try {
			return (int) ManagementFactory.getPlatformMBeanServer()
				.getAttribute(new ObjectName("jdk.management:type=VirtualThreadScheduler"), "Parallelism")
					- Runtime.getRuntime().availableProcessors();
		}
		catch (JMException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
