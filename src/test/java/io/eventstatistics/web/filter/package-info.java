@NullMarked
package io.eventstatistics.web.filter;

import org.jspecify.annotations.NullMarked;
