package io.eventstatistics.query;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.eventstatistics.event.SeriesSelector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SeriesParameterTests {

	@Test
	void namesBeginningsAndUnions() {
		assertThat(SeriesParameter.parse(null)).isEqualTo(SeriesSelector.all());
		assertThat(SeriesParameter.parse("")).isEqualTo(SeriesSelector.of(Set.of(), Set.of(), true));
		assertThat(SeriesParameter.parse("a")).isEqualTo(SeriesSelector.of(Set.of("a"), Set.of(), false));
		assertThat(SeriesParameter.parse("a.*")).isEqualTo(SeriesSelector.of(Set.of(), Set.of("a."), false));
		assertThat(SeriesParameter.parse("*")).isEqualTo(SeriesSelector.of(Set.of(), Set.of(""), false));
		assertThat(SeriesParameter.parse("A:1_-, b.*,a,a"))
			.isEqualTo(SeriesSelector.of(Set.of("A:1_-", "a"), Set.of("b."), false));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "a*b | has \"a*b\"", "** | has \"**\"", "*a | has \"*a\"",
					"a,,b | an element of the list is empty", "a, | an element of the list is empty",
					"' ' | an element of the list is empty", ".a | has \".a\"", "_* | has \"_*\"", "a b | has \"a b\"",
					"a,é,b | has \"é\"", "a/b | has \"a/b\"" })
	void anotherTextIsRefusedByItsPart(String text, String message) {
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> SeriesParameter.parse(text))
			.withMessage("series must be a name of 1 to 128 ASCII letters, digits and _ . : -, the first a letter or a"
					+ " digit, the beginning of a name followed by *, or a list of these, but " + message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "%s", "%s*" })
	void lengthIsBounded(String form) {
		assertThat(SeriesParameter.parse(form.formatted("n".repeat(128))).includes("n".repeat(128))).isTrue();
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> SeriesParameter.parse(form.formatted("n".repeat(129))))
			.withMessageEndingWith("has \"" + "n".repeat(64) + "...\"");
	}

	@Test
	void numberIsBounded() {
		String hundred = IntStream.range(0, 100).mapToObj((i) -> "s" + i).collect(Collectors.joining(","));
		assertThat(SeriesParameter.parse(hundred).includes("s99")).isTrue();
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> SeriesParameter.parse(hundred + ",x"))
			.withMessage("series must be a list of at most 100 names but was one of 101");
	}

}
