package io.eventstatistics.ledger.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.eventstatistics.ledger.Position;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Redis answers to XINFO STREAM, before version 7 and since.
 */
class StreamStateTests {

	@Test
	void sinceRedisSeven() {
		List<Object> entry = List.of(bytes("5-1"), List.of(bytes("e"), bytes("x")));
		assertThat(StreamState.parse(List.of(bytes("length"), 3L, bytes("entries-added"), 9L,
				bytes("max-deleted-entry-id"), bytes("4-0"), bytes("first-entry"), entry, bytes("odd"))))
			.isEqualTo(new StreamState(new Position(5, 1), 3, 9, new Position(4, 0)));
	}

	@Test
	void beforeRedisSevenAndOfAnEmptyStream() {
		List<Object> answer = new ArrayList<>(List.of("length", 0L, "first-entry"));
		answer.add(null);
		assertThat(StreamState.parse(answer)).isEqualTo(new StreamState(Position.NONE, 0, -1, Position.NONE));
		assertThat(StreamState.parse(List.of("first-entry", List.of())).first()).isEqualTo(Position.NONE);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
