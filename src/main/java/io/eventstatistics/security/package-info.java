/**
 * Access tokens: their settings, their check and the paths that they protect. Optional;
 * active if the settings have a token.
 */
@NullMarked
package io.eventstatistics.security;

import org.jspecify.annotations.NullMarked;
