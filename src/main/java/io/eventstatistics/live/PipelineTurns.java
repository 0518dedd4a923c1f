package io.eventstatistics.live;

import org.apache.coyote.Adapter;
import org.apache.coyote.Response;

/**
 * Lets the connections that pipeline requests take turns on virtual threads, from the
 * second request that a connection has sent at once.
 */
final class PipelineTurns extends PipelinedAdapter {

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
	void service(int inARow, Work answer, Response response) throws Exception {
		if (inARow == 1) {
			answer.run();
		}
		else {
			this.turns.take(answer);
		}
	}

}
