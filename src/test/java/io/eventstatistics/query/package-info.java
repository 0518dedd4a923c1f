@NullMarked
package io.eventstatistics.query;

import org.jspecify.annotations.NullMarked;
