/**
 * Keys by which a repeated request is known, and which of them the window remembers.
 */
@NullMarked
package io.eventstatistics.event.idempotency;

import org.jspecify.annotations.NullMarked;
