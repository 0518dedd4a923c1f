package io.eventstatistics.query;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.eventstatistics.testing.Questions.plain;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class QueryStringTests {

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "&", "a", "a=", "a=1", "a=%C3%A9", "%61=1", "a=b=c", "a=1&&b=2", "a=+%20",
			"a=%f0%9F%98%80" })
	void whatCanBeDecoded(@Nullable String text) {
		assertThatCode(() -> QueryString.parse(text).requireOnly(List.of("a", "b"))).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a=%zz", "a=%", "a=%4", "a=%C0%80", "a=%ED%A0%80", "a=%ff", "a=%F4%90%80%80", "a=%C3",
			"%zz=1", "a=%+1", "a=%-1", "a=\u00e9", "a=%\u0663\u0664" })
	void whatCannotBeDecoded(String text) {
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> QueryString.parse(text))
			.withMessageStartingWith("the ")
			.withMessageContaining(" in the query must be percent-encoded UTF-8 but was \"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "b=1", "A=1", "a%20=1", "a=1&b" })
	void namesThatAreNotKnown(String text) {
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> QueryString.parse(text).requireOnly(List.of("a", "c")))
			.withMessageEndingWith("is unknown here: known are a, c");
	}

	@ParameterizedTest
	@ValueSource(strings = { "=", "=1", "a=1&=" })
	void parametersWithoutAName(String text) {
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> QueryString.parse(text))
			.withMessage("a parameter in the query has no name: it must be name=value");
	}

	@Test
	void numbersInMessagesHaveLatinDigitsUnderEveryLocale() {
		Locale before = Locale.getDefault();
		Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
		try {
			assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> QueryString.parse("a&".repeat(101)))
				.withMessageContaining("at most 100 parameters");
			assertThatExceptionOfType(InvalidQueryException.class)
				.isThrownBy(() -> HistoryQuery.parse("1s",
						plain(null,
								"count,p1," + "p2,p3,p4,p5,p6,p7,p8,p9,p10,p11,p12,p13,p14,p15,p16,p17,p18,p19,p20"),
						Duration.ofHours(1)))
				.withMessageContaining("at most 72000 figures but 3600 points of 21 are 75600");
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void asManyParametersAsAreAllowed() {
		assertThatCode(() -> QueryString.parse("a&".repeat(100))).doesNotThrowAnyException();
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> QueryString.parse("a&".repeat(101)))
			.withMessage("the query must have at most 100 parameters but has more");
	}

}
