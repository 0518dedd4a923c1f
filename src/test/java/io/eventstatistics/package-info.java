@NullMarked
package io.eventstatistics;

import org.jspecify.annotations.NullMarked;
