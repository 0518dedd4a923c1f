@NullMarked
package io.eventstatistics.metrics;

import org.jspecify.annotations.NullMarked;
