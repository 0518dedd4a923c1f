/**
 * A ledger in a directory, for one process. The file {@code lock} is locked while the
 * process runs. Each segment is a file of about a minute or 64 MB of entries, such as
 * {@code 00000000000000000007.log}; the last one is appended to. A segment is a header
 * and one frame for each entry: see {@link SegmentHeader} and {@link Frame}.
 */
@NullMarked
package io.eventstatistics.ledger.file;

import org.jspecify.annotations.NullMarked;
