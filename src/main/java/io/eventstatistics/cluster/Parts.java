package io.eventstatistics.cluster;

import java.util.List;

/**
 * The parts that have answered a question.
 */
@FunctionalInterface
public interface Parts {

	/**
	 * Asks all parts for surveys.
	 * @param ranges the message for {@link Part#survey}
	 * @return the answer of each part, always in the same order
	 */
	List<byte[]> survey(byte[] ranges);

}
