package io.eventstatistics.live;

import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * Counts the requests of one connection that its thread answers in a row, because the
 * client has sent them at once. For one connection at a time; not thread-safe.
 */
abstract class PipelinedAdapter implements Adapter {

	private final Adapter adapter;

	private int inARow;

	/**
	 * Creates an adapter.
	 * @param adapter the adapter that answers requests
	 */
	PipelinedAdapter(Adapter adapter) {
		this.adapter = adapter;
	}

	/** Called when a thread starts to process a connection. */
	void begin() {
		this.inARow = 0;
	}

	@Override
	public void service(Request request, Response response) throws Exception {
		this.inARow++;
		service(this.inARow, () -> this.adapter.service(request, response), request, response);
	}

	/**
	 * Answers a request.
	 * @param inARow the number of the request, from 1
	 * @param answer writes the answer
	 * @param request the request, of which the head is read
	 * @param response the answer before it is written
	 */
	abstract void service(int inARow, Work answer, Request request, Response response) throws Exception;

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

	interface Work {

		void run() throws Exception;

	}

}
