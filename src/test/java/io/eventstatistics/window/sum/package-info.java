@NullMarked
package io.eventstatistics.window.sum;

import org.jspecify.annotations.NullMarked;
