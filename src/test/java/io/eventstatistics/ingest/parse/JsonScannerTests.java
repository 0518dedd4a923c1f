package io.eventstatistics.ingest.parse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What is JSON, compared with Jackson on mutated texts. */
class JsonScannerTests {

	private static final int TEXTS = 30_000;

	private static final String[] SEEDS = { "{\"a\":[1,2.5e-3,{\"b\":null}],\"c\":\"x\\u00e9\\n\"}",
			"[[],{},[[]],\"\"]", "-0.0E+12", "[true,false,null,-1]",
			"{\"\":{\"\":{}},\"\u00e9\ud83d\ude00\":\"\\ud83d\\ude00\"}", "  [ 1 , 2 ]\n",
			"\"\\\"\\\\\\/\\b\\f\\r\\t\"" };

	private static final byte[] ALPHABET = "0123456789+-.eE{}[],:\"\\ \t\nutrfalsn\0\u00e9\ud83d\ude00"
		.getBytes(StandardCharsets.UTF_8);

	private final JsonMapper jackson = JsonMapper.builder(JsonFactory.builder().build()).build();

	@Test
	void acceptsWhatJacksonAcceptsInUtf8() throws IOException {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		int accepted = 0;
		for (int i = 0; i < TEXTS; i++) {
			byte[] text = mutate(SEEDS[random.nextInt(SEEDS.length)].getBytes(StandardCharsets.UTF_8), random);
			boolean expected = isJson(text);
			accepted += expected ? 1 : 0;
			assertThat(scans(text, random)).as("%s, seed %d", new String(text, StandardCharsets.UTF_8), seed)
				.isEqualTo(expected);
		}
		assertThat(accepted).isBetween(TEXTS / 5, TEXTS - TEXTS / 5);
	}

	private static boolean scans(byte[] text, Random random) throws IOException {
		InputStream body = new ByteArrayInputStream(text) {
			@Override
			public synchronized int read(byte[] target, int offset, int length) {
				return super.read(target, offset, Math.min(length, 1 + random.nextInt(10)));
			}
		};
		BodyBuffer buffer = new BodyBuffer(body, (bytes) -> {
		});
		JsonScanner json = new JsonScanner(buffer, false);
		try {
			new SkippedValue(json).skip();
			return json.peek() == JsonScanner.END;
		}
		catch (MalformedJsonException ex) {
			return false;
		}
	}

	private boolean isJson(byte[] text) {
		try {
			String decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
			return !decoded.isBlank() && !this.jackson.readTree(decoded).isMissingNode() && !hasTrailing(decoded);
		}
		catch (JacksonException | CharacterCodingException ex) {
			return false;
		}
	}

	private boolean hasTrailing(String text) {
		try (var parser = this.jackson.createParser(text)) {
			parser.nextToken();
			parser.skipChildren();
			return parser.nextToken() != null;
		}
	}

	private static byte[] mutate(byte[] text, Random random) {
		byte[] mutated = text;
		for (int mutations = random.nextInt(4); mutations > 0; mutations--) {
			int at = random.nextInt(mutated.length);
			byte other = (random.nextInt(8) == 0) ? (byte) random.nextInt(256)
					: ALPHABET[random.nextInt(ALPHABET.length)];
			int removed = random.nextInt(2);
			int added = (removed == 0 || mutated.length == 1) ? 1 : random.nextInt(2);
			byte[] next = new byte[mutated.length - removed + added];
			System.arraycopy(mutated, 0, next, 0, at);
			if (added == 1) {
				next[at] = other;
			}
			System.arraycopy(mutated, at + removed, next, at + added, mutated.length - at - removed);
			mutated = next;
		}
		return mutated;
	}

}
