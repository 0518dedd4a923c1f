/**
 * Event Statistics: exact statistics of timestamped values over a rolling window.
 *
 * <pre>
 *   POST /event                                     GET /statistics
 *        |                                                 ^
 *        v                                                 |
 *  web/     the door       controllers, wire records, errors as problem details
 *        |                                                 ^
 *        v                                                 |
 *  ingest/  the hallway    request bytes -&gt; an EventBatch   |
 *        |                                                 |
 *        |                  live/    the balcony  one tick, one snapshot, all who watch
 *        |                                                 ^
 *        |                  query/   the desk     what can be asked, and by what name
 *        v                                                 ^
 *  event/   the hall       EventService: one lock, one deque of panes, a clock
 *        |                                                 ^
 *        v                                                 |
 *  window/  the cellar     Pane, Slot, Summary, Aggregate: pure algorithms
 *
 *  ledger/  the well       between web and event, optional: a log that replicas share
 *  limit/, security/      before the door, optional: how much a client may send, and who
 *  metrics/               reads what the hall counts
 * </pre>
 *
 * Every arrow of dependency points inward: {@code window} knows nothing of the others,
 * and nobody knows {@code web} or {@code ledger}. This package wires the rooms together.
 */
@NullMarked
package io.eventstatistics;

import org.jspecify.annotations.NullMarked;
