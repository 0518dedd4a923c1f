package io.eventstatistics.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.eventstatistics.window.rank.PartSelection;
import io.eventstatistics.window.rank.PartSelection.Range;
import io.eventstatistics.window.rank.Survey;

/**
 * Asks all parts for surveys of ranges of values, many ranges in a round.
 */
final class Rounds {

	private final Parts parts;

	Rounds(Parts parts) {
		this.parts = parts;
	}

	/**
	 * Runs rounds until all selections have found their quantiles: two or three rounds
	 * for each 4,096 ranges, more if there are billions of values.
	 * @param selections the selections by aggregate
	 * @throws UnreadableMessageException if an answer is damaged, or the answers
	 * contradict each other
	 */
	void run(Map<AggregateKey, PartSelection> selections) {
		List<Ranges.OfAggregate> open = open(selections);
		while (!open.isEmpty()) {
			List<List<Survey>> surveys = survey(open);
			for (int i = 0; i < open.size(); i++) {
				narrow(Objects.requireNonNull(selections.get(open.get(i).key())), open.get(i).range(), surveys.get(i));
			}
			open = open(selections);
		}
	}

	private static void narrow(PartSelection selection, Range range, List<Survey> surveys) {
		try {
			selection.narrow(range, surveys);
		}
		catch (IllegalArgumentException ex) {
			throw new UnreadableMessageException(String.valueOf(ex.getMessage()));
		}
	}

	/** Returns the ranges of the next round. */
	private static List<Ranges.OfAggregate> open(Map<AggregateKey, PartSelection> selections) {
		List<Ranges.OfAggregate> open = new ArrayList<>();
		for (Map.Entry<AggregateKey, PartSelection> each : selections.entrySet()) {
			for (Range range : each.getValue().ranges()) {
				open.add(new Ranges.OfAggregate(each.getKey(), range));
			}
			if (open.size() >= Ranges.MAX_RANGES) {
				return open.subList(0, Ranges.MAX_RANGES);
			}
		}
		return open;
	}

	/**
	 * Asks for surveys.
	 * @param wanted at most 4,096 ranges
	 * @return for each range the surveys of all parts
	 */
	List<List<Survey>> survey(List<Ranges.OfAggregate> wanted) {
		Ranges ranges = Ranges.of(wanted);
		List<List<Survey>> byPart = this.parts.survey(ranges.encode())
			.stream()
			.map((answer) -> SurveyCodec.decode(answer, ranges))
			.toList();
		List<List<Survey>> byRange = new ArrayList<>(wanted.size());
		for (int i = 0; i < wanted.size(); i++) {
			int index = i;
			byRange.add(byPart.stream().map((surveys) -> surveys.get(index)).toList());
		}
		return byRange;
	}

}
