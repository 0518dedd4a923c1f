package io.eventstatistics.live;

import java.util.function.BooleanSupplier;

import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;

/**
 * Closes a connection that pipelines requests while platform threads are scarce, after a
 * few requests: it would keep its thread until no request is left.
 */
final class PipelineBound extends PipelinedAdapter {

	/** The number of requests of one connection that a thread always answers in a row. */
	static final int MAX_IN_A_ROW = 16;

	private final BooleanSupplier threadsRunShort;

	/**
	 * Creates a bound.
	 * @param adapter the adapter that answers requests
	 * @param threadsRunShort whether other connections wait for threads or are about to
	 */
	PipelineBound(Adapter adapter, BooleanSupplier threadsRunShort) {
		super(adapter);
		this.threadsRunShort = threadsRunShort;
	}

	@Override
	void service(int inARow, Work answer, Request request, Response response) throws Exception {
		if (inARow >= MAX_IN_A_ROW && this.threadsRunShort.getAsBoolean()) {
			response.setHeader("Connection", "close");
		}
		answer.run();
	}

}
