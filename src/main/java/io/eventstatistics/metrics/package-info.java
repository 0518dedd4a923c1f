/**
 * The meter: what the service counts, for Prometheus and others to read. It reads only,
 * and nobody knows it.
 */
@NullMarked
package io.eventstatistics.metrics;

import org.jspecify.annotations.NullMarked;
