package io.eventstatistics.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The cost of live streams and the accuracy of their intervals: one every 200 ms alone
 * and beside 100 readers that never read their socket, 1,000 subscribers at 1 s, and the
 * time that SIGTERM takes while they are open. {@code ./mvnw -Pload verify
 * -Drun=LiveRun}, about two minutes.
 */
public final class LiveRun {

	private static final int DEAD = 100;

	private static final int SUBSCRIBERS = 1_000;

	/** Long enough that a socket is full, and too short for its timeout. */
	private static final long MILLIS_TO_FILL = 20_000;

	/**
	 * As many figures as may be asked for, so that what is not read soon fills the
	 * socket.
	 */
	private static final String FIGURES = "count,min,max,mean,sum,variance,stddev,from,to,"
			+ IntStream.range(1, 24).mapToObj((i) -> "p" + 4 * i).collect(Collectors.joining(","));

	private final long millis;

	private LiveRun(long millis) {
		this.millis = millis;
	}

	/**
	 * Runs the load.
	 * @param args the service's jar, and the seconds of one measurement
	 * @throws Exception if the service does not start or stop
	 */
	public static void main(String[] args) throws Exception {
		new LiveRun(2000 * Long.parseLong(args[1])).run(List.of("-Xmx1g", "-jar", args[0]));
	}

	private void run(List<String> command) throws Exception {
		System.out.printf("%nJDK %s%n", Runtime.version());
		try (Server service = Server.start(command, "--event-statistics.live.max-subscribers=2000")) {
			fill(service);
			pace("alone", service);
			List<SocketChannel> dead = openDead(service);
			Thread.sleep(this.millis);
			pace("beside %d that never read".formatted(DEAD), service);
			System.out.printf("of those %d are still open%n", stillOpen(dead));
			List<SocketChannel> stuck = openDead(service);
			Thread.sleep(MILLIS_TO_FILL);
			System.out.printf("time to exit with %d that do not read: %d ms%n", DEAD, stop(service));
			close(stuck);
		}
		try (Server service = Server.start(command, "--event-statistics.live.max-subscribers=2000")) {
			subscribers(service, "stream");
		}
		try (Server service = Server.start(command, "--event-statistics.live.max-subscribers=2000")) {
			subscribers(service, "ws");
		}
	}

	private static List<SocketChannel> openDead(Server service) throws IOException {
		List<SocketChannel> dead = new ArrayList<>();
		for (int i = 0; i < DEAD; i++) {
			dead.add(open(service.port, (i % 2 == 0) ? "stream" : "ws", "every=100ms&stats=" + FIGURES, 2048));
		}
		return dead;
	}

	private static void fill(Server service) throws Exception {
		StringBuilder batch = new StringBuilder();
		for (int i = 0; i < 10_000; i++) {
			batch.append("{\"timestamp\":\"%s\",\"value\":%s}\n".formatted(Instant.now(), 100 * Math.sin(i)));
		}
		Client.send(service.port, 1, 1, Client.request("POST /events", "application/x-ndjson",
				batch.toString().getBytes(StandardCharsets.US_ASCII)));
	}

	/** The time between the events of a stream that is to send one every 200 ms. */
	private void pace(String what, Server service) throws IOException {
		try (SocketChannel reader = open(service.port, "stream", "every=200ms", 65_536)) {
			reader.configureBlocking(true);
			ByteBuffer buffer = ByteBuffer.allocate(65_536);
			List<Long> intervals = new ArrayList<>();
			read(reader, buffer);
			read(reader, buffer);
			long last = System.nanoTime();
			for (long end = last + this.millis * 1_000_000; last < end;) {
				read(reader, buffer);
				long now = System.nanoTime();
				intervals.add(now - last);
				last = now;
			}
			long[] sorted = intervals.stream().mapToLong(Long::longValue).sorted().toArray();
			System.out.printf(Locale.ROOT, "every 200 ms, %s: p50 %.1f ms, p99 %.1f ms, max %.1f ms (%d intervals)%n",
					what, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1), sorted.length);
		}
	}

	private void subscribers(Server service, String kind) throws Exception {
		try (Selector selector = Selector.open()) {
			List<SocketChannel> all = new ArrayList<>();
			for (int i = 0; i < SUBSCRIBERS; i++) {
				SocketChannel subscriber = open(service.port, kind, "every=1s", 8192);
				subscriber.register(selector, SelectionKey.OP_READ);
				all.add(subscriber);
			}
			readAll(selector, this.millis);
			Duration before = service.cpu();
			long start = System.nanoTime();
			long frames = readAll(selector, this.millis);
			double seconds = (System.nanoTime() - start) / 1e9;
			double cpu = service.cpu().minus(before).toNanos() / 1e9;
			System.out.printf(Locale.ROOT, "%d subscribers (%s) at 1 s: %.1f %% of one core, %.0f frames/s, %.1f us a frame%n",
					SUBSCRIBERS, kind, 100 * cpu / seconds, frames / seconds, 1e6 * cpu / frames);
			System.out.printf("time to exit with these open: %d ms%n", stop(service));
			close(all);
		}
	}

	/** Returns how many frames came. */
	private static long readAll(Selector selector, long millis) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(65_536);
		long frames = 0;
		for (long end = System.nanoTime() + millis * 1_000_000; System.nanoTime() < end;) {
			selector.select(100);
			for (SelectionKey key : selector.selectedKeys()) {
				buffer.clear();
				if (((SocketChannel) key.channel()).read(buffer) < 0) {
					key.cancel();
				}
				frames += count(buffer);
			}
			selector.selectedKeys().clear();
		}
		return frames;
	}

	private static int count(ByteBuffer buffer) {
		String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
		return text.split("\\{\"count\"", -1).length - 1;
	}

	private static SocketChannel open(int port, String kind, String query, int receiveBuffer) throws IOException {
		SocketChannel channel = SocketChannel.open();
		channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
		channel.connect(new InetSocketAddress("127.0.0.1", port));
		String upgrade = "ws".equals(kind) ? "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
				+ "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" : "";
		channel.write(ByteBuffer
			.wrap("GET /statistics/%s?%s HTTP/1.1\r\nHost: localhost\r\n%s\r\n".formatted(kind, query, upgrade)
				.getBytes(StandardCharsets.US_ASCII)));
		channel.configureBlocking(false);
		return channel;
	}

	private static void read(SocketChannel reader, ByteBuffer buffer) throws IOException {
		do {
			buffer.clear();
			if (reader.read(buffer) < 0) {
				throw new IOException("the stream has ended");
			}
		}
		while (count(buffer) == 0);
	}

	/** Reads them at last, to their end or for a moment, and closes them. */
	private static long stillOpen(List<SocketChannel> dead) throws IOException, InterruptedException {
		long open = 0;
		for (SocketChannel channel : dead) {
			ByteBuffer buffer = ByteBuffer.allocate(65_536);
			int read = 1;
			try {
				for (int pauses = 0; read >= 0 && pauses < 20;) {
					buffer.clear();
					read = channel.read(buffer);
					if (read == 0) {
						pauses++;
						Thread.sleep(1);
					}
				}
			}
			catch (IOException ex) {
				read = -1;
			}
			open += (read < 0) ? 0 : 1;
			channel.close();
		}
		return open;
	}

	private static long stop(Server service) throws InterruptedException {
		long before = System.nanoTime();
		service.close();
		while (service.isAlive()) {
			Thread.sleep(5);
		}
		return (System.nanoTime() - before) / 1_000_000;
	}

	private static void close(List<SocketChannel> channels) throws IOException {
		for (SocketChannel channel : channels) {
			channel.close();
		}
	}

	private static double at(long[] sorted, double rank) {
		return sorted[(int) (rank * (sorted.length - 1))] / 1e6;
	}

}
