@NullMarked
package io.eventstatistics.ledger.file;

import org.jspecify.annotations.NullMarked;
