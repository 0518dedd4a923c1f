/** What the page shows, as its address says it, so that it can be gone back to and shared. */

/** @returns the name of the opened series, empty for the events without one, null for all; the order; the length */
export function readAddress() {
	const asked = new URLSearchParams(location.search);
	return { series: asked.get('series'), sort: asked.get('sort'), window: Number(asked.get('window')),
		lines: asked.get('lines'), scale: asked.get('scale'), view: asked.get('view'), thresholds: asked.get('thresholds'),
		distribution: asked.get('distribution') };
}

/**
 * Puts what is shown into the address.
 * @param changes by name; null leaves a name out
 * @param step whether the reader can go back to what was shown before
 */
export function writeAddress(changes, step = false) {
	const asked = new URLSearchParams(location.search);
	for (const [name, value] of Object.entries(changes)) {
		if (value === null) {
			asked.delete(name);
		}
		else {
			asked.set(name, value);
		}
	}
	const query = asked.toString();
	const address = location.pathname + (query ? `?${query}` : '') + location.hash;
	window.history[step ? 'pushState' : 'replaceState'](null, '', address);
}
