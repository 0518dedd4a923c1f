@NullMarked
package io.eventstatistics.event;

import org.jspecify.annotations.NullMarked;
