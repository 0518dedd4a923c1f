package io.eventstatistics.event;

import java.util.List;

/**
 * What the window knows of some events, series by series, all at one instant.
 *
 * @param groups the series that have events, in any order
 * @param total of the events of all groups
 */
public record Groups(List<Group> groups, Snapshot total) {

}
