/**
 * Parses the parameters of questions into statistics, orders series by them, and writes
 * the answers as JSON, CSV and the text formats of Prometheus.
 */
@NullMarked
package io.eventstatistics.query;

import org.jspecify.annotations.NullMarked;
