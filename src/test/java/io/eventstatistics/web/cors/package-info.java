@NullMarked
package io.eventstatistics.web.cors;

import org.jspecify.annotations.NullMarked;
