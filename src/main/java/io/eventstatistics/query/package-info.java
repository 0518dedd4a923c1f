/**
 * Parses the parameters of questions into statistics, orders series by them, and writes
 * answers as JSON, CSV and the Prometheus text formats.
 */
@NullMarked
package io.eventstatistics.query;

import org.jspecify.annotations.NullMarked;
