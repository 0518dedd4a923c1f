/**
 * The body of an error: a problem detail, or a page for people.
 */
@NullMarked
package io.eventstatistics.web.problem;

import org.jspecify.annotations.NullMarked;
