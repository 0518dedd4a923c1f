/**
 * Parses the parameters of questions into statistics, and formats their values.
 */
@NullMarked
package io.eventstatistics.query;

import org.jspecify.annotations.NullMarked;
