package io.eventstatistics.live;

import java.util.function.BooleanSupplier;

import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * Closes a connection that pipelines requests while threads are scarce, after a few
 * requests: it would keep its thread until no request is left. For one connection at a
 * time; not thread-safe.
 */
final class PipelineBound implements Adapter {

	/** The number of requests of one connection that a thread always answers in a row. */
	static final int MAX_IN_A_ROW = 16;

	private final Adapter adapter;

	private final BooleanSupplier threadsRunShort;

	private int inARow;

	/**
	 * Creates a bound.
	 * @param adapter the adapter that answers requests
	 * @param threadsRunShort whether other connections wait for threads or are about to
	 */
	PipelineBound(Adapter adapter, BooleanSupplier threadsRunShort) {
		this.adapter = adapter;
		this.threadsRunShort = threadsRunShort;
	}

	/** Called when a thread starts to process a connection. */
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
