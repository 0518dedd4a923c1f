@NullMarked
package io.eventstatistics.ledger;

import org.jspecify.annotations.NullMarked;
