@NullMarked
package io.eventstatistics.window.spread;

import org.jspecify.annotations.NullMarked;
