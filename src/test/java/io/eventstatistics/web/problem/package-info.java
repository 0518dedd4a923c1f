@NullMarked
package io.eventstatistics.web.problem;

import org.jspecify.annotations.NullMarked;
