@NullMarked
package io.eventstatistics.window;

import org.jspecify.annotations.NullMarked;
