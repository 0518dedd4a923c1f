package io.eventstatistics.live;

import java.util.function.BooleanSupplier;

import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * Ends a connection that pipelines while threads run short, after a few requests: it
 * would keep its thread until it has no more of them. For one connection at a time; not
 * thread-safe.
 */
final class PipelineBound implements Adapter {

	/** Requests of one connection that a thread answers in a row in any case. */
	static final int MAX_IN_A_ROW = 16;

	private final Adapter adapter;

	private final BooleanSupplier threadsRunShort;

	private int inARow;

	/**
	 * Creates a bound.
	 * @param adapter answers the requests
	 * @param threadsRunShort whether other connections wait for threads, or soon will
	 */
	PipelineBound(Adapter adapter, BooleanSupplier threadsRunShort) {
		this.adapter = adapter;
		this.threadsRunShort = threadsRunShort;
	}

	/** Called when a thread begins with a connection. */
	void begin() {
		this.inARow = 0;
	}

	@Override
	public void service(Request request, Response response) throws Exception {
		this.inARow++;
		if (this.inARow >= MAX_IN_A_ROW && this.threadsRunShort.getAsBoolean()) {
			response.setHeader("Connection", "close");
		}
		this.adapter.service(request, response);
	}

	@Override
	public boolean prepare(Request request, Response response) throws Exception {
		return this.adapter.prepare(request, response);
	}

	@Override
	public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
		return this.adapter.asyncDispatch(request, response, status);
	}

	@Override
	public void log(Request request, Response response, long time) {
		this.adapter.log(request, response, time);
	}

	@Override
	public void checkRecycled(Request request, Response response) {
		this.adapter.checkRecycled(request, response);
	}

	@Override
	public String getDomain() {
		return this.adapter.getDomain();
	}

}
