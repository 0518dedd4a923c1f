package io.eventstatistics.live;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;

/**
 * HTTP/1.1 with shorter timeouts for clients that do not read or are idle: while the
 * service stops, and while they occupy threads or connections that others need. It
 * extends Tomcat's protocol because the write timeout of a connection is not accessible
 * otherwise. Thread-safe. Public because the container creates it by name.
 */
public class EndingProtocol extends Http11NioProtocol {

	private static final long MILLIS_TO_END = 500;

	private static final long MAX_WAIT_MILLIS = 100;

	private final AtomicInteger requests = new AtomicInteger();

	private final Turns turns = new Turns(Runtime.getRuntime().availableProcessors(), MAX_WAIT_MILLIS);

	private volatile boolean ending;

	void end() {
		this.ending = true;
		getEndpoint().getConnections().forEach((connection) -> connection.setWriteTimeout(MILLIS_TO_END));
	}

	@Override
	protected Processor createProcessor() {
		return new PatientProcessor(this, (getExecutor() instanceof VirtualThreadExecutor)
				? new PipelineTurns(getAdapter(), this.turns) : new PipelineBound(getAdapter(), this::threadsRunShort));
	}

	private boolean threadsRunShort() {
		return Patience.runsShort(this.requests.get(), getMaxThreads());
	}

	private long millisToWrite() {
		return this.ending ? MILLIS_TO_END : getConnectionTimeout();
	}

	/** Sets the write timeout and the keep-alive timeout of each request. */
	private final class PatientProcessor extends Http11Processor {

		private final PipelinedAdapter adapter;

		PatientProcessor(AbstractHttp11Protocol<?> protocol, PipelinedAdapter adapter) {
			super(protocol, adapter);
			this.adapter = adapter;
		}

		@Override
		public SocketState service(SocketWrapperBase<?> connection) throws IOException {
			this.adapter.begin();
			int others = EndingProtocol.this.requests.getAndIncrement();
			connection.setWriteTimeout(Patience.millis(others, getMaxThreads(), millisToWrite()));
			try {
				SocketState state = super.service(connection);
				if (state == SocketState.OPEN) {
					connection.setReadTimeout(
							Patience.millis(getConnectionCount(), getMaxConnections(), getKeepAliveTimeout()));
				}
				return state;
			}
			finally {
				EndingProtocol.this.requests.decrementAndGet();
				connection.setWriteTimeout(millisToWrite());
			}
		}

	}

}
