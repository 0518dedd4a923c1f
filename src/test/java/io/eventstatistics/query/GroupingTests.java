package io.eventstatistics.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.eventstatistics.testing.Questions.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GroupingTests extends SeriesFixture {

	@Test
	void seriesComeByNameThoseWithoutOneLast() {
		record("b", 1, 4);
		record(null, 1, 100);
		record("a", 1, 1, 3);
		record("B", 1, 2);
		assertThat(json("by=series&stats=count,mean"))
			.isEqualTo("{groups=[{series=B, count=1, mean=2.0}, {series=a, count=2, mean=2.0}, "
					+ "{series=b, count=1, mean=4.0}, {series=null, count=1, mean=100.0}], "
					+ "total={count=5, mean=22.0}, truncated=false}");
		assertThat(names("by=series&sort=-series")).containsExactly("b", "a", "B", null);
		assertThat(names("by=series&series=a,B,zz*")).containsExactly("B", "a");
		assertThat(json("by=series&series=a&stats=p50,max"))
			.isEqualTo("{groups=[{series=a, p50=2.0, max=3.0}], total={p50=2.0, max=3.0}, truncated=false}");
		assertThat(json("by=series&series=&stats=sum"))
			.isEqualTo("{groups=[{series=null, sum=100.0}], total={sum=100.0}, truncated=false}");
		assertThat(names("by=series&window=1s")).hasSize(4);
		assertThat(names("by=series&window=999ms")).isEmpty();
	}

	@Test
	void orderIsThatOfAFigureAndTiesAreByName() {
		record("a", 1, 5);
		record("c", 1, 7, 1);
		record("b", 1, 5);
		record(null, 1, 5);
		assertThat(names("by=series&sort=max")).containsExactly("a", "b", null, "c");
		assertThat(names("by=series&sort=-max")).containsExactly("c", "a", "b", null);
		assertThat(names("by=series&sort=-count")).containsExactly("c", "a", "b", null);
		assertThat(names("by=series&stats=median,count&sort=median")).containsExactly("c", "a", "b", null);
		assertThat(names("by=series&stats=to&sort=-to")).containsExactly("a", "b", "c", null);
	}

	@Test
	void figuresBeyondTheRangeOfDoublesAreInOrderToo() {
		record("two", 1, 1e308, 1e308);
		record("one", 1, 1e308);
		record("three", 1, 1e308, 1e308, 1e308);
		record("less", 1, -1e308, -1e308);
		assertThat(names("by=series&stats=sum&sort=-sum")).containsExactly("three", "two", "one", "less");
		record("wide", 1, 1e300, -1e300);
		assertThat(names("by=series&stats=variance&sort=-variance&limit=2")).containsExactly("wide", "less");
	}

	@Test
	void limitKeepsTheFirstAndTheTotalIsOfAll() {
		Random random = new Random(7);
		for (int i = 0; i < 300; i++) {
			record("s" + i, 1, random.nextInt(50), random.nextInt(50));
		}
		List<@Nullable String> all = names("by=series&stats=p99&sort=-p99&limit=1000");
		assertThat(all).hasSize(300).doesNotHaveDuplicates();
		for (int limit : new int[] { 1, 10, 299, 300 }) {
			Answer answer = ask("by=series&stats=p99,count&sort=-p99&limit=" + limit);
			assertThat(names(answer)).isEqualTo(all.subList(0, limit));
			assertThat(answer.json()).containsEntry("truncated", limit < 300);
			assertThat(Objects.requireNonNull(answer.json().get("total")).toString()).endsWith("count=600}");
		}
		assertThat(names("by=series")).hasSize(100);
	}

	@Test
	void withoutEventsThereAreNoSeries() {
		assertThat(json("by=series&stats=count,p50"))
			.isEqualTo("{groups=[], total={count=0, p50=null}, truncated=false}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "by=name | by must be series but was \"name\"",
			"by= | by must be series but was \"\"",
			"sort=mean | sort applies only to answers by series but by is missing: add by=series",
			"limit=10 | limit applies only to answers by series but by is missing: add by=series",
			"by=series&sort=p99 | sort must be series or a requested figure, with a leading - for descending order, "
					+ "but was \"p99\": possible are series, count, min, max, mean",
			"by=series&stats=avg&sort=--avg | sort must be series or a requested figure, with a leading - for "
					+ "descending order, but was \"-avg\": possible are series, avg",
			"by=series&limit=0 | limit must be a whole number from 1 to 1000 but was \"0\"",
			"by=series&limit=1001 | limit must be a whole number from 1 to 1000 but was \"1001\"",
			"by=series&limit=٣ | limit must be a whole number from 1 to 1000 but was \"٣\"",
			"by=series&limit=99999999999 | limit must be a whole number from 1 to 1000 but was \"99999999999\"" })
	void errorsNameTheParameter(String query, String message) {
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> StatisticsQuery.parse(of(query), HOUR))
			.withMessage(message);
	}

	@Test
	void equalQuestionsAreEqual() {
		StatisticsQuery query = StatisticsQuery.parse(of("by=series&stats=p50,p99&sort=-p99&series=a,b.*"), HOUR);
		assertThat(query)
			.isEqualTo(StatisticsQuery.parse(of("by=series&stats=p50,p99&sort=-p99&series=b.*,a&limit=100"), HOUR))
			.hasSameHashCodeAs(
					StatisticsQuery.parse(of("by=series&stats=p50,p99&sort=-p99&series=b.*,a&limit=100"), HOUR));
		for (String other : List.of("by=series&stats=p50,p99&sort=p99&series=a,b.*",
				"by=series&stats=p50,p99&sort=-p50&series=a,b.*", "by=series&stats=p50,p99&sort=-p99&series=a",
				"by=series&stats=p50,p99&sort=-p99&series=a,b.*&limit=99", "stats=p50,p99&series=a,b.*")) {
			assertThat(query).isNotEqualTo(StatisticsQuery.parse(of(other), HOUR));
		}
	}

	private List<@Nullable String> names(String query) {
		return names(ask(query));
	}

	private static List<@Nullable String> names(Answer answer) {
		List<@Nullable String> names = new ArrayList<>();
		for (Object group : (List<?>) Objects.requireNonNull(answer.json().get("groups"))) {
			names.add((String) ((Map<?, ?>) group).get("series"));
		}
		return names;
	}

}
