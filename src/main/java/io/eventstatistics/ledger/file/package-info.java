/**
 * A ledger in a directory of this machine, of one process.
 *
 * <pre>
 *  ledger/lock                        held while the process runs
 *  ledger/00000000000000000007.log    a segment: about a minute or 64 MB of entries
 *  ledger/00000000000000000008.log    the last one is appended to
 * </pre>
 *
 * A segment is a header and frames, one an entry; see {@link SegmentHeader} and
 * {@link Frame}.
 */
@NullMarked
package io.eventstatistics.ledger.file;

import org.jspecify.annotations.NullMarked;
