/** What the page asks the service: which events, of which part of the window, in which steps. */

/** Seconds that a point of the chart can stand for. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];
/** Points of a chart at most. */
const POINTS = 120;

export class Question {

	/**
	 * @param window the length of the part, in seconds
	 * @param series the name of a series, empty for the events without one, null for all events
	 */
	constructor(window, series) {
		this.window = window;
		this.series = series;
		this.step = STEPS.find((step) => step * POINTS >= window) ?? STEPS.at(-1);
	}

	/** The length of the part as the service parses it. */
	get length() {
		return millis(this.window);
	}

	/** The parameters of a question about these events. */
	parameters(seconds = this.window) {
		const series = this.series === null ? '' : `&series=${encodeURIComponent(this.series)}`;
		return `window=${millis(seconds)}${series}`;
	}

	/** The live figures. */
	streamUrl(figures) {
		return `/statistics/stream?${this.parameters()}&stats=${figures}`;
	}

	/** The history of the last seconds. */
	historyUrl(figures, seconds = this.window) {
		return `/statistics/history?${this.parameters(seconds)}&step=${this.step}s&stats=${figures}`;
	}

}

function millis(seconds) {
	return `${Math.round(seconds * 1000)}ms`;
}
