/**
 * Checks access tokens. Optional; off unless the settings give a token.
 */
@NullMarked
package io.eventstatistics.security;

import org.jspecify.annotations.NullMarked;
