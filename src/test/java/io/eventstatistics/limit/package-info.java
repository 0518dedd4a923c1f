@NullMarked
package io.eventstatistics.limit;

import org.jspecify.annotations.NullMarked;
