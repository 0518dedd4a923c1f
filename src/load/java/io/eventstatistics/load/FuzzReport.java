package io.eventstatistics.load;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came back and what was wrong, counted; the first request of each fault is kept.
 * Thread-safe.
 */
final class FuzzReport {

	private static final int SHOWN = 700;

	private final Map<Integer, Long> statuses = new TreeMap<>();

	private final Map<String, Long> kinds = new TreeMap<>();

	private final Map<String, Long> faults = new TreeMap<>();

	private final Map<String, String> examples = new TreeMap<>();

	private long slowestNanos;

	synchronized void sent(FuzzRequest request) {
		request.kinds.forEach((kind) -> this.kinds.merge(kind, 1L, Long::sum));
	}

	synchronized void answered(int status, long nanos) {
		this.statuses.merge(status, 1L, Long::sum);
		this.slowestNanos = Math.max(this.slowestNanos, nanos);
	}

	/** Counts a fault; the answer is null where there was none. */
	synchronized void fault(String fault, long seed, FuzzRequest request, RawAnswer answer) {
		String where = fault + " | " + String.join("+", request.kinds);
		this.faults.merge(fault, 1L, Long::sum);
		if (this.examples.keySet().stream().filter((key) -> key.startsWith(fault + " |")).count() < 6) {
			this.examples
				.putIfAbsent(where, "-Dseed=%d -Drequests=1%n%s    > %s%n    < %s".formatted(seed,
						(request.before != null) ? "    after %s%n".formatted(shown(request.before.bytes())) : "",
						shown(request.bytes()),
						(answer != null) ? answer.status() + " " + answer.headers() + " " + shown(answer.body()) : ""));
		}
	}

	synchronized long faults() {
		return this.faults.values().stream().mapToLong(Long::longValue).sum();
	}

	synchronized void print() {
		System.out.println("| status | answers |\n| --- | --- |");
		this.statuses.forEach(
				(status, count) -> System.out.printf("| %s | %,d |%n", (status == 0) ? "HTTP/0.9" : status, count));
		System.out.printf("Slowest answer: %,d ms%nChanged: %s%n", this.slowestNanos / 1_000_000, this.kinds);
		this.faults.forEach((fault, count) -> System.out.printf("FAULT %s: %,d times%n", fault, count));
		this.examples.forEach((fault, example) -> System.out.printf("%s%n    %s%n", fault, example));
	}

	/** As text of printable ASCII that {@code printf %b} turns back into bytes. */
	private static String shown(byte[] bytes) {
		StringBuilder shown = new StringBuilder();
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		text.chars().limit(SHOWN).forEach((next) -> shown.append(switch (next) {
			case '\r' -> "\\r";
			case '\n' -> "\\n";
			case '\\' -> "\\\\";
			default -> (next >= 32 && next < 127) ? String.valueOf((char) next) : "\\x%02x".formatted(next);
		}));
		return (bytes.length > SHOWN) ? shown + "... (" + bytes.length + " bytes)" : shown.toString();
	}

}
