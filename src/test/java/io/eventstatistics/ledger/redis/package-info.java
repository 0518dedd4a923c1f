@NullMarked
package io.eventstatistics.ledger.redis;

import org.jspecify.annotations.NullMarked;
