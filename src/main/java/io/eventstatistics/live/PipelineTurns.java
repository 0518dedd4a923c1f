package io.eventstatistics.live;

import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11InputBuffer;

/**
 * Lets the connections that pipeline requests take turns on virtual threads, from the
 * second request that a connection has sent at once. A client that sends its next request
 * after the answer may do so before its thread looks for it, and takes no turn, except
 * after many requests in a row.
 */
final class PipelineTurns extends PipelinedAdapter {

	/** The number of requests in a row from which every request takes a turn. */
	static final int MAX_IN_A_ROW = 64;

	private final Turns turns;

	/**
	 * Creates an adapter.
	 * @param adapter the adapter that answers requests
	 * @param turns the turns of all connections
	 */
	PipelineTurns(Adapter adapter, Turns turns) {
		super(adapter);
		this.turns = turns;
	}

	@Override
	void service(int inARow, Work answer, Request request, Response response) throws Exception {
		if (inARow >= MAX_IN_A_ROW || inARow > 1 && isFollowed(request)) {
			this.turns.take(answer);
		}
		else {
			answer.run();
		}
	}

	/** Whether more has arrived than the request. */
	private static boolean isFollowed(Request request) {
		return request.getInputBuffer() instanceof Http11InputBuffer buffer
				&& buffer.getByteBuffer().remaining() > Math.max(request.getContentLengthLong(), 0);
	}

}
