/**
 * A log in front of the window, optional. One mechanism, whatever the log is: a Redis
 * stream that replicas share, or files of one process.
 *
 * <pre>
 *  web -&gt; Ledger -&gt; Appender -- LogAppender --&gt; Log -- LogReader --&gt; Tail -&gt; Applier -&gt; EventService
 *           ^       one entry for                        every entry, in order,
 *           |       all that waits                       on every replica
 *           +--------- own entry applied, or too late --------+
 * </pre>
 *
 * What counts is decided in the log's order and by the times in the log, so replicas that
 * have applied the same entries hold the same events and keys.
 */
@NullMarked
package io.eventstatistics.ledger;

import org.jspecify.annotations.NullMarked;
