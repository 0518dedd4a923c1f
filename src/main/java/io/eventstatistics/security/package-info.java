/**
 * The lock on the gate: access tokens. Off unless the settings give some.
 */
@NullMarked
package io.eventstatistics.security;

import org.jspecify.annotations.NullMarked;
