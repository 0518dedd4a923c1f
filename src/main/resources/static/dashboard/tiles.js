/** The figures of the page, and the table of the chart's points. */

import { showNumber } from './exact.js';
import { formatCount, formatIn, formatRate, formatValue, NONE } from './format.js';
import { formatZoned, parseTime } from './times.js';

/** The figures that the tiles show. */
export const FIGURES = ['count', 'mean', 'stddev', 'min', 'p50', 'p95', 'p99', 'max', 'to'];

/** The formats of the figures from the least to the greatest value; where these are equal, all read like them. */
const BETWEEN = { min: formatValue, mean: formatIn, p50: formatIn, p95: formatIn, p99: formatIn, max: formatValue };
const COLUMNS = ['count', 'min', 'mean', 'p50', 'p95', 'p99', 'max'];
/** Characters that fit into a tile, and that fit in small ones. */
const LONG = 8;
const LONGER = 12;

const by = (id) => document.getElementById(id);

/** Shows the figures of the last seconds. */
export function showFigures(figures, seconds) {
	const { count, min, max } = figures;
	write('count', formatCount(count), count);
	const rate = formatRate(count, seconds);
	write('rate', rate.text, rate.number);
	by('rate-unit').textContent = rate.per;
	write('stddev', formatIn(figures.stddev, 0, figures.stddev), figures.stddev);
	for (const [name, format] of Object.entries(BETWEEN)) {
		write(name, (min === max ? formatValue : format)(figures[name], min, max), figures[name]);
	}
	by('as-of').textContent = formatZoned(parseTime(figures.to));
	by('as-of').dateTime = figures.to;
}

/** Shows no figures, where those that are asked for are not known. */
export function clearFigures() {
	for (const name of ['count', 'rate', 'stddev', ...Object.keys(BETWEEN)]) {
		write(name, NONE, null);
	}
}

function write(id, text, number) {
	const element = by(id);
	showNumber(element, text, number);
	element.classList.toggle('long', text.length > LONG && text.length <= LONGER);
	element.classList.toggle('longer', text.length > LONGER);
}

/** Fills a table's body with points, the newest first. */
export function showTable(body, points) {
	const all = points.filter((point) => point.count > 0);
	const min = Math.min(...all.map((point) => point.min));
	const max = Math.max(...all.map((point) => point.max));
	body.replaceChildren(...points.toReversed().map((point) => {
		const row = document.createElement('tr');
		row.insertCell().textContent = formatZoned(point.time);
		for (const name of COLUMNS) {
			const format = min === max ? formatValue : BETWEEN[name];
			const text = name === 'count' ? formatCount(point.count) : format(point[name], min, max);
			showNumber(row.insertCell(), text, point[name]);
		}
		return row;
	}));
}
