package io.eventstatistics.window.rank;

import java.util.Arrays;
import java.util.List;

/**
 * The surveys of one range by several parts: bounds of the number of values below each
 * mark of any part. A part knows the number at its own marks; between two marks it knows
 * it up to the gap. O(marks * parts). For one pass.
 */
final class SurveyMerge {

	private final List<Survey> surveys;

	/** For each part, its next mark. */
	private final int[] next;

	/** For each part, the number of values up to its last mark. */
	private final long[] passed;

	SurveyMerge(List<Survey> surveys) {
		this.surveys = surveys;
		this.next = new int[surveys.size()];
		this.passed = new long[surveys.size()];
	}

	/** Visits all marks, and after each the double after it, in ascending order. */
	void forEach(BoundVisitor visitor) {
		double[] marks = this.surveys.stream()
			.flatMapToDouble((survey) -> Arrays.stream(survey.marks()))
			.sorted()
			.toArray();
		for (int i = 0; i < marks.length; i++) {
			if (i == 0 || marks[i] > marks[i - 1]) {
				visitBefore(marks[i], visitor);
				visitAfter(marks[i], visitor);
			}
		}
	}

	private void visitBefore(double mark, BoundVisitor visitor) {
		long least = 0;
		long most = 0;
		for (int i = 0; i < this.next.length; i++) {
			long gap = this.surveys.get(i).gaps()[this.next[i]];
			least += this.passed[i] + (isAt(i, mark) ? gap : 0);
			most += this.passed[i] + gap;
		}
		visitor.visit(mark, least, most);
	}

	private void visitAfter(double mark, BoundVisitor visitor) {
		long least = 0;
		long most = 0;
		for (int i = 0; i < this.next.length; i++) {
			Survey survey = this.surveys.get(i);
			boolean at = isAt(i, mark);
			if (at) {
				this.passed[i] += survey.gaps()[this.next[i]] + survey.equal()[this.next[i]];
				this.next[i]++;
			}
			least += this.passed[i];
			most += this.passed[i] + (at ? 0 : survey.gaps()[this.next[i]]);
		}
		visitor.visit(Math.nextUp(mark), least, most);
	}

	private boolean isAt(int part, double mark) {
		double[] marks = this.surveys.get(part).marks();
		return this.next[part] < marks.length && marks[this.next[part]] == mark;
	}

	/** Receives a bound. */
	@FunctionalInterface
	interface BoundVisitor {

		/**
		 * Called for each bound.
		 * @param bound the bound
		 * @param least the smallest possible number of values below it
		 * @param most the largest possible number
		 */
		void visit(double bound, long least, long most);

	}

}
