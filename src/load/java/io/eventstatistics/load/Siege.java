package io.eventstatistics.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;

/** Kinds of misbehaving clients, with bounded load. */
enum Siege {

	/** No attack: the reference of the others. */
	CALM {
		@Override
		List<Future<?>> begin(int port, long end, ExecutorService threads) {
			return List.of();
		}
	},

	/** Batches of small size that cost the reader much, one after the other. */
	COSTLY_BATCHES {
		@Override
		List<Future<?>> begin(int port, long end, ExecutorService threads) throws IOException {
			byte[] request = costlyBatch();
			List<Future<?>> running = new ArrayList<>();
			for (int i = 0; i < BATCHES; i++) {
				running.add(threads.submit(() -> Client.send(port, 1, millisUntil(end), request)));
			}
			return running;
		}
	},

	/** Clients that pipeline requests for a large file and never read. */
	UNREAD_FILES {
		@Override
		List<Future<?>> begin(int port, long end, ExecutorService threads) {
			return keepOpen(port, end, threads, UNREADING,
					"GET /swagger-ui/swagger-ui-bundle.js HTTP/1.1\r\nHost: x\r\n\r\n".repeat(4), "\r\n");
		}
	},

	/** Clients that pipeline requests for small answers and never read. */
	UNREAD_ANSWERS {
		@Override
		List<Future<?>> begin(int port, long end, ExecutorService threads) {
			return keepOpen(port, end, threads, UNREADING, "GET /statistics HTTP/1.1\r\nHost: x\r\n\r\n".repeat(2000),
					"\r\n");
		}
	},

	/** Clients that send a byte of a body now and then. */
	SLOW_BODIES {
		@Override
		List<Future<?>> begin(int port, long end, ExecutorService threads) {
			return keepOpen(port, end, threads, SLOW, "POST /events HTTP/1.1\r\nHost: x\r\n"
					+ "Content-Type: application/x-ndjson\r\nContent-Length: 100000\r\n\r\n{", " ");
		}
	},

	/** Thousands of connections that ask once and stay. */
	IDLE_CONNECTIONS {
		@Override
		List<Future<?>> begin(int port, long end, ExecutorService threads) {
			return keepOpen(port, end, threads, IDLE, "GET /health HTTP/1.1\r\nHost: x\r\n\r\n", "");
		}
	};

	private static final int BATCHES = 40;

	private static final int UNREADING = 1000;

	private static final int SLOW = 1000;

	private static final int IDLE = 4000;

	private static final int THREADS = 4;

	private static final int EVENTS = 60_000;

	private static final long ROUND_MILLIS = 250;

	/** Starts, and ends at a time. */
	abstract List<Future<?>> begin(int port, long end, ExecutorService threads) throws IOException;

	private static byte[] costlyBatch() throws IOException {
		String event = "{ \"value\" : 1.5E0, \"nested\" : { \"of\" : [ [ ], { \"a\" : \"%s\" } ] }, \"timestamp\" : \"%s\" }%n"
			.formatted("\\u00e9".repeat(20), Instant.now());
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
			for (int i = 0; i < EVENTS; i++) {
				gzip.write(event.getBytes(StandardCharsets.US_ASCII));
			}
		}
		return Client.request("POST /events?partial=true HTTP/1.1\r\nContent-Encoding: gzip\r\nX-Rest:",
				"application/x-ndjson", body.toByteArray());
	}

	/** Connections that are reopened if the service closes them. */
	private static List<Future<?>> keepOpen(int port, long end, ExecutorService threads, int connections,
			String first, String next) {
		List<Future<?>> running = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			running.add(threads.submit(() -> {
				keepOpen(port, end, new Socket[connections / THREADS], first, next);
				return null;
			}));
		}
		return running;
	}

	private static void keepOpen(int port, long end, Socket[] sockets, String first, String next) throws Exception {
		while (System.nanoTime() < end) {
			for (int i = 0; i < sockets.length && System.nanoTime() < end; i++) {
				sockets[i] = keepOpen(port, sockets[i], first, next);
			}
			Thread.sleep(ROUND_MILLIS);
		}
		for (Socket socket : sockets) {
			if (socket != null) {
				socket.close();
			}
		}
	}

	private static Socket keepOpen(int port, Socket socket, String first, String next) throws IOException {
		try {
			if (socket != null) {
				socket.getOutputStream().write(next.getBytes(StandardCharsets.US_ASCII));
				return socket;
			}
			Socket opened = new Socket();
			opened.setReceiveBufferSize(1024);
			opened.connect(new InetSocketAddress("127.0.0.1", port), 500);
			opened.getOutputStream().write(first.getBytes(StandardCharsets.US_ASCII));
			return opened;
		}
		catch (IOException ex) {
			if (socket != null) {
				socket.close();
			}
			return null;
		}
	}

	private static long millisUntil(long end) {
		return Math.max(1, (end - System.nanoTime()) / 1_000_000);
	}

}
