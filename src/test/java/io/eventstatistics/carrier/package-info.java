/**
 * Tests of the carrier threads.
 */
@NullMarked
package io.eventstatistics.carrier;

import org.jspecify.annotations.NullMarked;
