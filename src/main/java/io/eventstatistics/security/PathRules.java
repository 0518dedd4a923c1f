package io.eventstatistics.security;

import java.util.List;

/**
 * Which paths need which permission, as patterns below the dispatcher's own path. Those
 * of the actuator are not among them.
 *
 * @param health open to all
 * @param write need {@link Permission#WRITE}
 * @param read need {@link Permission#READ}
 * @param pages pages with a handler of their own and without figures, open to all
 */
public record PathRules(List<String> health, List<String> write, List<String> read, List<String> pages) {

}
