/**
 * Publishes the counters of the window and of refusals as meters, for Prometheus and
 * other registries. Optional.
 */
@NullMarked
package io.eventstatistics.metrics;

import org.jspecify.annotations.NullMarked;
