/**
 * The carrier threads of virtual threads: one more than the cores while costly work runs.
 */
@NullMarked
package io.eventstatistics.carrier;

import org.jspecify.annotations.NullMarked;
