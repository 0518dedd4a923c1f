/**
 * The hallway: turns the bytes of a request into a batch of events, strictly.
 */
@NullMarked
package io.eventstatistics.ingest;

import org.jspecify.annotations.NullMarked;
