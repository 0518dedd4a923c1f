@NullMarked
package io.eventstatistics.event.idempotency;

import org.jspecify.annotations.NullMarked;
