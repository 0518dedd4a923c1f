@NullMarked
package io.eventstatistics.testing;

import org.jspecify.annotations.NullMarked;
