/** A point of the chart in words and rows: what the tooltip shows and a screen reader reads. */

import { formatCount, formatIn, formatRate, formatValue, withUnit } from '../format.js';
import { formatClock } from '../times.js';
import { cellAt } from './heatmap.js';

/** The rows of the tooltip, from the top of the chart to its bottom. */
const ROWS = [['max', 'Max'], ['p99', 'p99'], ['p95', 'p95'], ['mean', 'Mean'], ['p50', 'p50'], ['min', 'Min']];
/** How near the cursor has to be to a cell of the heat map, as a part of the scale. */
const NEAR = 0.02;

/**
 * @param place of the pointer on the scale, or null
 * @returns rows of a name, a value, and the key of a line or null
 */
export function rowsOf(point, model, place) {
	const rate = formatRate(point.count, model.secondsOf(point));
	const counts = [['Events', formatCount(point.count), null], ['Rate', `${rate.text} ${rate.per}`, null]];
	if (point.count === 0) {
		return counts;
	}
	if (model.view === 'heatmap') {
		const cell = cellOf(point, model, place);
		return [...cell === null ? [] : cellRows(cell, model), ...counts];
	}
	return [...ROWS.map(([name, title]) => [title, withUnit(figure(point, name, model)),
		model.lines.includes(name) ? name : null]), ...counts];
}

/** The cell of the heat map at a place; null without one. */
export function cellOf(point, model, place) {
	return model.view === 'heatmap' && place !== null ? cellAt(point, model.scale, place, NEAR) : null;
}

/** What is special about a step. */
export function remarkOn(point, { window: [from, to], step }) {
	return point.time + step > to ? 'still filling' : point.time < from ? 'partly before the window' : '';
}

export function spanOf(point, { step }) {
	return `${formatClock(point.time)} – ${formatClock(point.time + step)}`;
}

export function wordsOf(point, model) {
	if (point.count === 0) {
		return `${spanOf(point, model)}: no events`;
	}
	const figures = ['mean', 'p50', 'p95', 'p99'].map((name) => `${name} ${figure(point, name, model)}`).join(', ');
	return `${spanOf(point, model)}: count ${formatCount(point.count)}, ${figures}, `
		+ `from ${figure(point, 'min', model)} to ${withUnit(figure(point, 'max', model))}`;
}

export function cellWords({ from, to, count }, point, model) {
	const where = from === to ? `at ${value(from, model)}` : `from ${value(from, model)} to ${value(to, model)}`;
	return `${formatCount(count)} of ${formatCount(point.count)} events ${where}`;
}

function cellRows({ from, to, count }, model) {
	return [['In this cell', formatCount(count), null], ...from === to ? [['At', value(from, model), null]]
		: [['From', value(from, model), null], ['To', value(to, model), null]]];
}

function figure(point, name, model) {
	return name === 'max' || name === 'min' ? value(point[name], model)
		: formatIn(point[name], model.extent.low, model.extent.high);
}

function value(number, { extent: { low, high } }) {
	return formatValue(number, low, high);
}
