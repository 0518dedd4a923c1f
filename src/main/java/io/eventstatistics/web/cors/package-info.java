/**
 * Decides which pages of other origins may read and send, and tells browsers so.
 */
@NullMarked
package io.eventstatistics.web.cors;

import org.jspecify.annotations.NullMarked;
