/**
 * Filters before the dispatcher: limits of bodies, and requests that would otherwise be
 * answered wrongly.
 */
@NullMarked
package io.eventstatistics.web.filter;

import org.jspecify.annotations.NullMarked;
