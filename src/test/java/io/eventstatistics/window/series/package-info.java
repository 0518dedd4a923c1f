@NullMarked
package io.eventstatistics.window.series;

import org.jspecify.annotations.NullMarked;
