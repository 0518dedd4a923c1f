/**
 * What the page shows, as its address says it, so that it can be gone back to, kept and
 * shared. What is the default is left out; what is not known is ignored.
 */

/** The lines of the chart that can be shown, and those that are unless the address says otherwise. */
export const LINES = ['p50', 'p95', 'p99', 'mean', 'band'];
export const DEFAULT_LINES = ['p50', 'p95', 'p99'];
/** The scales of the values; without one the page chooses "fit" or "all". */
export const SCALES = ['fit', 'all', 'log'];
/** The first is the default. */
export const VIEWS = ['chart', 'heatmap'];
/** How the bins of the distribution are spaced; without one the page chooses. */
export const BINS = ['linear', 'log'];

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/;
const LONGEST_LABEL = 40;

/**
 * @returns series: the name of the opened one, empty for the events without one, null for all;
 * window: its length in seconds, or null; sort: of the series, or null; lines: the names of those
 * that are shown; scale: or null; view; bins: or null; kiosk: whether it is a wall's; thresholds: values and labels
 */
export function readAddress() {
	const asked = new URLSearchParams(location.search);
	const window = Number(asked.get('window'));
	return {
		series: asked.get('series'),
		window: window > 0 && Number.isFinite(window) ? window : null,
		sort: asked.get('sort'),
		lines: asked.has('lines') ? LINES.filter((name) => asked.get('lines').split(',').includes(name)) : DEFAULT_LINES,
		scale: known(SCALES, asked.get('scale')) ?? null,
		view: known(VIEWS, asked.get('view')) ?? VIEWS[0],
		bins: known(BINS, asked.get('bins')) ?? null,
		kiosk: asked.has('kiosk') && asked.get('kiosk') !== 'false',
		thresholds: asked.getAll('line').flatMap(threshold),
	};
}

/**
 * Puts what is shown into the address.
 * @param changes by name, as readAddress names and returns them, without thresholds; null leaves a name out
 * @param step whether the reader can go back to what was shown before
 */
export function writeAddress(changes, step = false) {
	const asked = new URLSearchParams(location.search);
	for (const [name, value] of Object.entries(changes)) {
		const text = parameter(name, value);
		if (text === null) {
			asked.delete(name);
		}
		else {
			asked.set(name, text);
		}
	}
	const query = asked.toString().replaceAll('%2C', ',').replaceAll('%3A', ':').replace(/\bkiosk=(?=&|$)/, 'kiosk');
	const address = location.pathname + (query ? `?${query}` : '') + location.hash;
	window.history[step ? 'pushState' : 'replaceState'](null, '', address);
}

/** The text of a choice; null for the default. */
function parameter(name, value) {
	switch (name) {
		case 'lines':
			return sameLines(value) ? null : LINES.filter((line) => value.includes(line)).join();
		case 'view':
			return value === VIEWS[0] ? null : value;
		case 'kiosk':
			return value ? '' : null;
		default:
			return value == null ? null : String(value);
	}
}

function sameLines(lines) {
	return lines == null || LINES.every((line) => lines.includes(line) === DEFAULT_LINES.includes(line));
}

function known(names, name) {
	return names.find((one) => one === name);
}

/** A threshold "12.5" or "12.5:label". */
function threshold(text) {
	const [, number, label] = text.match(/^([^:]*)(?::(.*))?$/s);
	return NUMBER.test(number) && Number.isFinite(Number(number))
		? [{ value: Number(number), label: (label ?? '').slice(0, LONGEST_LABEL) }] : [];
}
