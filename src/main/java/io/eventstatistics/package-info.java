/**
 * Event Statistics: exact statistics of timestamped values over a rolling window.
 *
 * <pre>
 *   POST /event                                   GET /statistics
 *        |                                               ^
 *        v                                               |
 *  web/           controllers, wire records, errors as problem details
 *        |                                               ^
 *        v                                               |
 *  ingest/        admission of request bodies            |
 *  ingest/parse/  bytes -&gt; events                        |
 *        |                                               |
 *        |              live/   one tick -&gt; one snapshot -&gt; all subscribers
 *        |                                               ^
 *        |              query/  parameters -&gt; statistics of a snapshot
 *        v                                               ^
 *  event/         EventService: one lock, the windows, a clock
 *  event/idempotency/   keys that identify retries
 *        |                                               ^
 *        v                                               |
 *  window/series/ one window for each series
 *  window/        SlidingWindow, Pane, Slot, Summary: pure, single-threaded
 *
 *  carrier/   one more carrier thread while costly requests run
 *
 *  ledger/    optional, between web and event: a log in a directory, Redis or Kafka
 *  cluster/   optional: a window in parts, partial answers and their merge
 *  limit/     optional: a token bucket for each client
 *  security/  optional: access tokens
 *  metrics/   optional: reads the counters of event
 *  page/      optional: the dashboard and the OpenAPI document
 * </pre>
 *
 * Every import points inward: {@code window} imports nothing of ours, and only this
 * package imports {@code web} and the optional ones. This package starts the service,
 * holds its settings and imports the configuration of each package.
 */
@NullMarked
package io.eventstatistics;

import org.jspecify.annotations.NullMarked;
