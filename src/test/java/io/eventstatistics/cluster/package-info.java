@NullMarked
package io.eventstatistics.cluster;

import org.jspecify.annotations.NullMarked;
