@NullMarked
package io.eventstatistics.page;

import org.jspecify.annotations.NullMarked;
