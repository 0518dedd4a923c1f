@NullMarked
package io.eventstatistics.ingest.parse;

import org.jspecify.annotations.NullMarked;
