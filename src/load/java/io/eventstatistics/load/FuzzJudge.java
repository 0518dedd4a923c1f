package io.eventstatistics.load;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks an answer independently of its request, and counts the events that it
 * acknowledges. Thread-safe.
 */
final class FuzzJudge {

	/** Not known: a transfer coding or a method; full or busy; a version of HTTP. */
	private static final Set<Integer> LEGAL_FAILURES = Set.of(501, 503, 505);

	private static final String[] INTERNALS = { "\tat ", "Exception", "Caused by", "java.", "jakarta.", "org.spring",
			"org.apache", "tools.jackson", "com.fasterxml", "io.eventstatistics", "io.netty", "StreamReadConstraints",
			"ALLOW_" };

	private static final BitSet NAME = new BitSet();

	static {
		"!#$%&'*+.^_`|~-0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".chars().forEach(NAME::set);
	}

	private FuzzJudge() {
	}

	static List<String> faults(FuzzRequest request, RawAnswer answer) {
		List<String> faults = new ArrayList<>();
		int status = answer.status();
		if (status >= 500 && !LEGAL_FAILURES.contains(status)) {
			faults.add("status " + status + " at " + request.target.replaceFirst("[?;].*", ""));
		}
		answer.headers()
			.stream()
			.filter((header) -> !isField(header))
			.findFirst()
			.ifPresent((header) -> faults.add("a header that is none"));
		if (status >= 400) {
			judgeProblem(request, answer, faults);
		}
		else if (json(answer) && !request.wantsNoBody() && status != 304 && parse(answer) == null) {
			faults.add(status + " with JSON that cannot be read");
		}
		return faults;
	}

	/** Whether a line is a name, a colon, and tabs and printable ASCII. */
	private static boolean isField(String line) {
		int colon = line.indexOf(':');
		return colon > 0 && line.chars().limit(colon).allMatch(NAME::get)
				&& line.chars().skip(colon).allMatch((next) -> next == '\t' || (next >= ' ' && next < 127));
	}

	private static void judgeProblem(FuzzRequest request, RawAnswer answer, List<String> faults) {
		int status = answer.status();
		String text = new String(body(answer), StandardCharsets.UTF_8);
		if (Arrays.stream(INTERNALS).anyMatch(text::contains)) {
			faults.add(status + " with internals");
		}
		if (status == 405 && answer.header("Allow").isEmpty()) {
			faults.add("405 without Allow");
		}
		if ((status == 503 || status == 429) && answer.header("Retry-After").isEmpty()) {
			faults.add(status + " without Retry-After");
		}
		if (request.wantsNoBody() || isWantedPage(request, answer)) {
			return;
		}
		if (!answer.header("Content-Type").startsWith("application/problem+json")) {
			faults.add(status + " that is no problem+json but '" + answer.header("Content-Type") + "'");
			return;
		}
		JsonNode problem = parse(answer);
		if (problem == null || problem.path("status").asInt(0) != status || !problem.path("title").isString()
				|| !problem.path("type").isString() || !problem.path("instance").isString()
				|| !problem.path("detail").isString() || !problem.path("detail").equals(problem.path("error"))) {
			faults.add(status + " with an incomplete problem");
		}
	}

	/** Errors are pages for clients that ask for them. */
	private static boolean isWantedPage(FuzzRequest request, RawAnswer answer) {
		return answer.header("Content-Type").startsWith("text/html")
				&& request.headers.stream().anyMatch((header) -> header.contains("text/html"));
	}

	/**
	 * Counts the events that an answer acknowledges and that count: it states how many
	 * had expired.
	 */
	static long acknowledged(FuzzRequest request, RawAnswer answer) {
		if ((answer.status() != 201 && answer.status() != 200) || !request.method.equals("POST") || !json(answer)
				|| !answer.header("Idempotency-Replayed").isEmpty()) {
			return 0;
		}
		JsonNode body = parse(answer);
		if (body == null) {
			return 0;
		}
		long accepted = body.path("accepted").asLong((answer.status() == 201) ? 1 : 0);
		long expired = body.path("counted").asBoolean(true) ? body.path("expired").asLong(0) : accepted;
		return accepted - expired;
	}

	/** Returns how many events a request may bring. */
	static long events(FuzzRequest request) {
		return new String(request.plain, StandardCharsets.ISO_8859_1).split("\"timestamp\"", -1).length - 1;
	}

	private static boolean json(RawAnswer answer) {
		String type = answer.header("Content-Type");
		return type.startsWith("application/json") || type.startsWith("application/problem+json");
	}

	private static JsonNode parse(RawAnswer answer) {
		try {
			return JsonMapper.shared().readTree(body(answer));
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	/** Returns the body without compression; empty if it cannot be decompressed. */
	private static byte[] body(RawAnswer answer) {
		if (!answer.header("Content-Encoding").equals("gzip")) {
			return answer.body();
		}
		try (GZIPInputStream body = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
			return body.readAllBytes();
		}
		catch (IOException ex) {
			return new byte[0];
		}
	}

}
