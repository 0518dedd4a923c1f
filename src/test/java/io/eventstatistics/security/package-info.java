@NullMarked
package io.eventstatistics.security;

import org.jspecify.annotations.NullMarked;
