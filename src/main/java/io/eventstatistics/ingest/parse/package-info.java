/**
 * Strict parsers of one event, of an array and of lines: from bytes to events and the
 * errors of rejected events. Independent of HTTP and of the service's limits.
 */
@NullMarked
package io.eventstatistics.ingest.parse;

import org.jspecify.annotations.NullMarked;
