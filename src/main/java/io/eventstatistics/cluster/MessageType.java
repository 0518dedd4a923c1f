package io.eventstatistics.cluster;

/**
 * What a message is. The number of a type is its ordinal: new types come last.
 */
enum MessageType {

	/** A {@link PartialQuestion}. */
	QUESTION,

	/** A {@link Partial}. */
	PARTIAL,

	/** A {@link Ranges}. */
	RANGES,

	/** The surveys of the ranges, in the same order. */
	SURVEYS

}
