package io.eventstatistics.event;

import java.util.List;

/**
 * A snapshot by series, all at one instant.
 *
 * @param groups the series that have events, in any order
 * @param total the snapshot of the events of all groups
 */
public record Groups(List<Group> groups, Snapshot total) {

}
