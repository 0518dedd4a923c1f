/**
 * Turns bytes into events, strictly: parsers of one event, an array and lines, and what
 * is wrong with what they refuse. Knows neither HTTP nor limits of the service.
 */
@NullMarked
package io.eventstatistics.ingest.parse;

import org.jspecify.annotations.NullMarked;
