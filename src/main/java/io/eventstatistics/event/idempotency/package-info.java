/**
 * Idempotency keys, which identify retries of a request, and the keys that the window
 * holds.
 */
@NullMarked
package io.eventstatistics.event.idempotency;

import org.jspecify.annotations.NullMarked;
