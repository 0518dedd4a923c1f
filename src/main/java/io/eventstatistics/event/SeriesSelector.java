package io.eventstatistics.event;

import java.util.Set;
import java.util.function.Consumer;

import io.eventstatistics.window.series.SeriesWindow;
import io.eventstatistics.window.series.SeriesWindows;
import org.jspecify.annotations.Nullable;

/**
 * Selects events by the names of their series. Immutable.
 */
public final class SeriesSelector {

	private static final SeriesSelector ALL = new SeriesSelector(Set.of(), Set.of(""), true);

	private final Set<String> names;

	private final Set<String> prefixes;

	private final boolean unnamed;

	private SeriesSelector(Set<String> names, Set<String> prefixes, boolean unnamed) {
		this.names = Set.copyOf(names);
		this.prefixes = Set.copyOf(prefixes);
		this.unnamed = unnamed;
	}

	/**
	 * Selects all events.
	 * @return the selector
	 */
	public static SeriesSelector all() {
		return ALL;
	}

	/**
	 * Selects the events of a union of series, each event once.
	 * @param names the names of series
	 * @param prefixes prefixes of series names; the empty prefix selects every named
	 * series
	 * @param unnamed whether the unnamed series is selected
	 * @return the selector
	 */
	public static SeriesSelector of(Set<String> names, Set<String> prefixes, boolean unnamed) {
		return new SeriesSelector(names, prefixes, unnamed);
	}

	/**
	 * Returns the names of selected series.
	 * @return the names, without those that only a prefix selects
	 */
	public Set<String> names() {
		return this.names;
	}

	/**
	 * Returns the prefixes of the names of selected series.
	 * @return the prefixes; the empty prefix selects every named series
	 */
	public Set<String> prefixes() {
		return this.prefixes;
	}

	/**
	 * Returns whether the events of a series are selected: O(prefixes).
	 * @param series the name, or null for the unnamed series
	 * @return whether they are selected
	 */
	public boolean includes(@Nullable String series) {
		if (series == null) {
			return this.unnamed;
		}
		if (this.names.contains(series)) {
			return true;
		}
		for (String prefix : this.prefixes) {
			if (series.startsWith(prefix)) {
				return true;
			}
		}
		return false;
	}

	/** Visits the windows of all selected series: O(names), or O(series) for prefixes. */
	void visit(SeriesWindows windows, Consumer<SeriesWindow> visitor) {
		if (this.unnamed) {
			visitor.accept(windows.unnamed());
		}
		if (!this.prefixes.isEmpty()) {
			windows.forEach((series) -> {
				if (includes(series.name())) {
					visitor.accept(series);
				}
			});
			return;
		}
		for (String name : this.names) {
			SeriesWindow series = windows.get(name);
			if (series != null) {
				visitor.accept(series);
			}
		}
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof SeriesSelector that && this.names.equals(that.names)
				&& this.prefixes.equals(that.prefixes) && this.unnamed == that.unnamed;
	}

	@Override
	public int hashCode() {
		return 31 * (31 * this.names.hashCode() + this.prefixes.hashCode()) + Boolean.hashCode(this.unnamed);
	}

	@Override
	public String toString() {
		return "SeriesSelector[names=" + this.names + ", prefixes=" + this.prefixes + ", unnamed=" + this.unnamed + "]";
	}

}
