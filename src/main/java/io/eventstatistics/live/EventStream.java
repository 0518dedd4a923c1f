package io.eventstatistics.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import io.eventstatistics.query.LiveQuery;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * A stream of server-sent events. Writing does not block: a frame is passed to the
 * container only after the socket has accepted the previous one, and a socket that
 * accepts nothing for the connection's timeout is closed. Frames have no id because there
 * is nothing to resume: a client that reconnects gets the current figures.
 */
public final class EventStream extends Subscriber implements WriteListener, AsyncListener {

	private static final byte[] HEARTBEAT = ": heartbeat\n\n".getBytes(StandardCharsets.US_ASCII);

	/** The client's reconnection delay. */
	private static final byte[] RETRY = "retry: 1000\n\n".getBytes(StandardCharsets.US_ASCII);

	private final LivePublisher publisher;

	private final LiveQuery query;

	private final ServletOutputStream out;

	/** Whether events have the type statistics. */
	private final boolean typed;

	private @Nullable AsyncContext context;

	/**
	 * Whether the stream may be written: from the container's first callback to its last.
	 * Guarded by this, and held during a write, because the container reuses the request
	 * after the last callback.
	 */
	private boolean open;

	private boolean introduced;

	private boolean unflushed;

	private EventStream(LivePublisher publisher, LiveQuery query, ServletOutputStream out, boolean typed) {
		this.publisher = publisher;
		this.query = query;
		this.out = out;
		this.typed = typed;
	}

	/**
	 * Answers a request with a stream.
	 * @param publisher publishes the figures
	 * @param query the query to answer
	 * @param typed whether events have the type {@code statistics}, or are messages
	 * @param request supports asynchronous processing
	 * @param response the response; its headers are set
	 * @throws StreamRefusedException if no more streams may be opened
	 * @throws IOException if the client has disconnected
	 */
	public static void open(LivePublisher publisher, LiveQuery query, boolean typed, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		EventStream stream = new EventStream(publisher, query, response.getOutputStream(), typed);
		publisher.subscribe(query, stream);
		try {
			setHeaders(response);
			stream.start(request.startAsync());
		}
		catch (RuntimeException ex) {
			stream.leave();
			throw ex;
		}
	}

	/**
	 * Describes a stream.
	 * @param response the response; its headers are set
	 */
	public static void setHeaders(HttpServletResponse response) {
		response.setContentType("text/event-stream");
		response.setCharacterEncoding(StandardCharsets.UTF_8);
		response.setHeader("Cache-Control", "no-store");
		response.setHeader("X-Accel-Buffering", "no");
	}

	private void start(AsyncContext context) {
		context.setTimeout(0);
		context.addListener(this);
		this.context = context;
		this.out.setWriteListener(this);
	}

	@Override
	public void onWritePossible() {
		synchronized (this) {
			this.open = true;
		}
		announce();
	}

	@Override
	synchronized void pump() {
		if (!this.open) {
			return;
		}
		try {
			if (hasEnded()) {
				Objects.requireNonNull(this.context).complete();
			}
			else {
				write();
			}
		}
		catch (IOException | RuntimeException ex) {
			leave();
		}
	}

	private void write() throws IOException {
		while (this.out.isReady()) {
			if (this.unflushed) {
				this.unflushed = false;
				this.out.flush();
				continue;
			}
			byte[] next = next();
			if (next == null) {
				return;
			}
			this.unflushed = true;
			this.out.write(next);
		}
	}

	private byte @Nullable [] next() {
		if (!this.introduced) {
			this.introduced = true;
			return RETRY;
		}
		Frame frame = takeFrame();
		if (frame != null) {
			return this.typed ? frame.event() : frame.message();
		}
		return takeBeat() ? HEARTBEAT : null;
	}

	private void leave() {
		synchronized (this) {
			this.open = false;
		}
		this.publisher.leave(this.query, this);
	}

	@Override
	public void onError(Throwable failure) {
		leave();
	}

	@Override
	public void onComplete(AsyncEvent event) {
		leave();
	}

	@Override
	public void onError(AsyncEvent event) {
		leave();
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		leave();
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		// The request is dispatched once.
	}

}
