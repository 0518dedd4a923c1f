package io.eventstatistics.load;

import java.time.Instant;

/**
 * Makes mutated requests. A request depends on its seed alone but for its timestamps,
 * which lie in the 30 seconds before the run.
 */
final class FuzzGenerator {

	private final Instant now;

	FuzzGenerator(Instant now) {
		this.now = now;
	}

	Instant start() {
		return this.now;
	}

	FuzzRequest request(long seed) {
		return new Draft(new Dice(seed)).request();
	}

	/** One request on its way from a valid one to the mutated one. */
	private final class Draft {

		private final Dice dice;

		private final FuzzTargets targets;

		private final FuzzHeaders headers;

		private final FuzzBodies bodies;

		private final FuzzEncodings encodings;

		private final FuzzRequest request = new FuzzRequest();

		Draft(Dice dice) {
			this.dice = dice;
			this.targets = new FuzzTargets(dice);
			this.headers = new FuzzHeaders(dice);
			this.bodies = new FuzzBodies(dice, FuzzGenerator.this.now);
			this.encodings = new FuzzEncodings(dice);
		}

		FuzzRequest request() {
			this.request.headers.add("Host: localhost");
			switch (this.dice.below(20)) {
				case 0, 1, 2, 3, 4, 5 -> this.request.target = this.targets.question();
				case 6, 7, 8, 9 -> this.request.target = this.targets.other();
				case 10, 11, 12 -> post("/event", "application/json", FuzzBodies.raw(this.bodies.event()));
				case 13, 14, 15 -> post(batchPath(), "application/json", this.bodies.array());
				default -> post(batchPath(), "application/x-ndjson", this.bodies.lines());
			}
			for (int i = this.dice.of(0, 1, 1, 1, 2, 3); i > 0; i--) {
				this.request.kinds.add(mutate());
			}
			return end();
		}

		private void post(String path, String type, byte[] body) {
			this.request.method = "POST";
			this.request.target = path;
			this.request.header("Content-Type", type);
			this.request.body = body;
		}

		private String batchPath() {
			return this.dice.of("/events", "/events", "/events?partial=true", "/events?series=a.1");
		}

		private String mutate() {
			boolean posts = this.request.body.length > 0;
			return switch (this.dice.below(20)) {
				case 0, 1 -> this.targets.mutateQuery(this.request);
				case 2, 3 -> posts ? this.bodies.mutate(this.request) : this.targets.mutatePath(this.request);
				case 4 -> this.targets.mutatePath(this.request);
				case 5 -> this.targets.mutateMethod(this.request);
				case 6, 7 -> this.headers.mutateType(this.request);
				case 8, 9 -> this.headers.add(this.request);
				case 10 -> this.headers.breakHead(this.request);
				default -> posts ? this.bodies.mutate(this.request) : mutateQuestion();
			};
		}

		private String mutateQuestion() {
			return switch (this.dice.below(4)) {
				case 0 -> this.targets.mutateQuery(this.request);
				case 1 -> this.targets.mutatePath(this.request);
				case 2 -> this.headers.mutateType(this.request);
				default -> this.headers.add(this.request);
			};
		}

		/** The last mutations, which depend on the body's final bytes. */
		private FuzzRequest end() {
			this.request.plain = this.request.body;
			if (this.request.body.length > 0 && this.dice.oneIn(4)) {
				this.request.kinds.add(this.encodings.compress(this.request));
			}
			if (this.dice.oneIn(8)) {
				this.request.kinds.add(this.encodings.frame(this.request));
			}
			if (this.request.target.isEmpty() || this.request.target.chars().anyMatch((next) -> next <= ' ')) {
				this.request.whole = false;
			}
			if (this.request.whole && this.dice.oneIn(25)) {
				this.request.kinds.add("broken off");
				int length = this.request.bytes().length;
				this.request.brokenOffAt = this.dice.below(length - 1);
			}
			if (this.request.kinds.isEmpty()) {
				this.request.kinds.add("valid");
			}
			return this.request;
		}

	}

}
