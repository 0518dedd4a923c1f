package io.eventstatistics.security;

import java.util.List;

/**
 * The permission that each path needs, as patterns below the dispatcher's path. The paths
 * of the actuator are not included.
 *
 * @param health paths that need no permission
 * @param write paths that need {@link Permission#WRITE}
 * @param read paths that need {@link Permission#READ}
 * @param pages paths of pages with their own handler and without figures, which need no
 * permission
 */
public record PathRules(List<String> health, List<String> write, List<String> read, List<String> pages) {

}
