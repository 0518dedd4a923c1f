/**
 * The well, optional: one window shared by many replicas, through a log that is a Redis
 * stream.
 *
 * <pre>
 *  web -&gt; RedisLedger -&gt; Appender -- XADD --&gt; Redis -- XREAD --&gt; Tail -&gt; EventService
 *              ^          one entry for                         every entry, in order,
 *              |          all that waits                        on every replica
 *              +------------ own entry applied, or too late ------+
 * </pre>
 *
 * What counts is decided in the log's order and by the log's times, so replicas that have
 * applied the same entries hold the same events and keys.
 */
@NullMarked
package io.eventstatistics.ledger;

import org.jspecify.annotations.NullMarked;
