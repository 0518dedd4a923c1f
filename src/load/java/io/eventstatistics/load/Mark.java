package io.eventstatistics.load;

import java.util.Locale;

/**
 * A figure, its mark and its moonshot.
 * @param name of the figure
 * @param measured value
 * @param mark that must be met
 * @param moonshot that would be better still; less than the mark where less is better
 */
record Mark(String name, double measured, double mark, double moonshot) {

	static final String HEAD = "| mark | measured | mark | moonshot | |%n| --- | --- | --- | --- | --- |";

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "| %s | %.2f | %.1f | %.2f | %s |", this.name, this.measured, this.mark,
				this.moonshot, verdict());
	}

	private String verdict() {
		if (isMet(this.moonshot)) {
			return "moonshot";
		}
		return isMet(this.mark) ? "met" : "missed";
	}

	private boolean isMet(double wanted) {
		return (this.moonshot < this.mark) ? this.measured <= wanted : this.measured >= wanted;
	}

}
