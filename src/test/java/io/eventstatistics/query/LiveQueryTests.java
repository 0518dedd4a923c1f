package io.eventstatistics.query;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static io.eventstatistics.testing.Questions.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LiveQueryTests {

	private static final Duration HOUR = Duration.ofHours(1);

	@Test
	void messageIsBounded() {
		String fourFigures = "by=series&stats=count,min,max,mean&limit=";
		assertThatExceptionOfType(InvalidQueryException.class)
			.isThrownBy(() -> LiveQuery.parse(null, of(fourFigures + 800), HOUR))
			.withMessage("a message of a stream must have at most 4000 figures but 800 series of 4, with names and the"
					+ " total, are 4005: ask for a limit of at most 799 or fewer stats");
		assertThat(LiveQuery.parse(null, of(fourFigures + 799), HOUR).statistics().figures()).isEqualTo(4000);
	}

}
