/**
 * The gate: how many events each client may send. Off unless the settings say otherwise.
 */
@NullMarked
package io.eventstatistics.limit;

import org.jspecify.annotations.NullMarked;
