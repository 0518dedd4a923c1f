@NullMarked
package io.eventstatistics.ingest;

import org.jspecify.annotations.NullMarked;
