@NullMarked
package io.eventstatistics.window.rank;

import org.jspecify.annotations.NullMarked;
