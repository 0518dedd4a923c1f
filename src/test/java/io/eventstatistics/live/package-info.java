@NullMarked
package io.eventstatistics.live;

import org.jspecify.annotations.NullMarked;
