@NullMarked
package io.eventstatistics.ledger.kafka;

import org.jspecify.annotations.NullMarked;
