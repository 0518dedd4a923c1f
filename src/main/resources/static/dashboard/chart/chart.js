/** The chart: values above, counts below; its scale, its lines, its view, its zoom. */

import { formatClock, formatCount, formatFigure, formatLength, formatValue } from '../format.js';
import { cellAt, cellsOf, hasCells, HEAT_FIGURES } from './heatmap.js';
import { modelOf } from './model.js';
import { beyond } from './paint.js';
import { Plots } from './plots.js';
import { Tooltip } from './tooltip.js';
import { Zoom } from './zoom.js';

const FIGURES = ['count', 'min', 'mean', 'p1', 'p50', 'p95', 'p99', 'max'];
const LINES = ['p50', 'p95', 'p99', 'mean', 'band'];
const FIRST_LINES = 'p50,p95,p99';
const SCALES = ['fit', 'all', 'log'];
const VIEWS = ['chart', 'heatmap'];
/** The rows of the tooltip, from the top of the chart to its bottom. */
const ROWS = [['max', 'Max'], ['p99', 'p99'], ['p95', 'p95'], ['mean', 'Mean'], ['p50', 'p50'], ['min', 'Min']];
/** How near the cursor has to be to a cell, as a part of the scale. */
const NEAR = 0.02;
/** The least steps of a zoomed chart. */
const LEAST_STEPS = 3;

export class Chart {

	#data = { points: [], step: 1, from: 0, to: 1 };
	#choices;
	#plots;
	#tooltip;
	#zoom;
	#focus = null;
	/** Where the pointer is in the plot of the values; null elsewhere. */
	#place = null;

	/**
	 * @param section the card of the chart
	 * @param address what the page's address says: scale, view, lines, thresholds
	 * @param onChoice gets what goes into the address, by name
	 * @param onRead gets a point in words when the reader moves to it by keyboard
	 */
	constructor(section, address, onChoice, onRead) {
		this.section = section;
		this.onChoice = onChoice;
		this.onRead = onRead;
		this.charts = section.querySelector('#charts');
		this.#choices = choicesOf(address);
		const elements = { values: section.querySelector('#values'), counts: section.querySelector('#counts') };
		this.#tooltip = new Tooltip(this.charts);
		this.#plots = new Plots(elements, this.#model(), (index) => this.#point(index));
		this.#zoom = new Zoom(this.charts, () => this.#area(),
			(from, to) => this.#zoomTo([this.#plots.timeAt(from), this.#plots.timeAt(to)]), () => this.#zoomTo(null));
		this.#listen();
		this.#mark();
	}

	/** The figures of the points that the chart shows. */
	get figures() {
		return this.#choices.view === 'heatmap' ? [...new Set([...FIGURES, ...HEAT_FIGURES])] : FIGURES;
	}

	/** Shows points, oldest first, of some seconds each, over a span of time. */
	show(points, step, from, to) {
		const { zoom } = this.#choices;
		if (step !== this.#data.step || zoom && (zoom[1] - LEAST_STEPS * step < from || zoom[0] >= to)) {
			this.#choices.zoom = null;
		}
		this.#data = { points, step, from, to };
		this.#show();
	}

	setUnit(unit) {
		this.section.querySelector('#values-title').textContent = unit ? `Value, ${unit}` : 'Value';
	}

	/** Takes over what the address says, after the reader has gone back to it. */
	choose(address) {
		this.#choices = { ...choicesOf(address), zoom: this.#choices.zoom };
		this.#mark();
		this.#show();
	}

	#model() {
		return modelOf(this.#data, this.#choices);
	}

	#show() {
		const model = this.#model();
		this.model = model;
		this.#plots.show(model);
		for (const input of this.section.querySelectorAll('#scale input')) {
			input.checked = input.value === model.mode;
		}
		this.section.querySelector('#unzoom').hidden = this.#choices.zoom === null;
		this.section.querySelector('#counts-title').textContent = `Events per ${formatLength(model.step)}`;
		this.#note(model);
		this.#point(this.#focus);
	}

	/** Says what the scale leaves out. */
	#note(model) {
		const { above, below } = beyond(model);
		const notes = [];
		if (above.length > 0) {
			const greatest = above.reduce((most, point) => Math.max(most, point.max), -Infinity);
			notes.push(`▲ beyond the scale in ${formatCount(above.length)} of the steps, up to ${formatValue(greatest)}`);
		}
		if (below.length > 0) {
			const least = below.reduce((most, point) => Math.min(most, point.min), Infinity);
			notes.push(`▼ below the scale in ${formatCount(below.length)} of the steps, down to ${formatValue(least)}`);
		}
		if (model.scale.linearBelow !== null) {
			notes.push(`Logarithmic on both sides of zero, linear between ±${formatValue(model.scale.linearBelow)}`);
		}
		this.section.querySelector('#scale-note').textContent = notes.join(' · ');
	}

	#listen() {
		for (const input of this.section.querySelectorAll('#scale input')) {
			input.addEventListener('change', () => this.#chooseScale(input.value));
		}
		for (const input of this.section.querySelectorAll('#view input')) {
			input.addEventListener('change', () => this.#change('view', input.value, input.value === VIEWS[0]));
		}
		for (const button of this.section.querySelectorAll('#legend button')) {
			button.addEventListener('click', () => this.#toggle(button.dataset.line));
		}
		this.section.querySelector('#unzoom').addEventListener('click', () => {
			this.#zoomTo(null);
			this.charts.focus();
		});
		this.charts.addEventListener('keydown', (event) => this.#key(event));
		this.charts.addEventListener('blur', () => this.#leave());
		this.charts.addEventListener('pointermove', (event) => this.#place = this.#plots.placeAt(event.clientY));
	}

	/** The scale that would be chosen by itself is no choice. */
	#chooseScale(mode) {
		this.#choices.scale = null;
		this.#change('scale', mode, this.#model().mode === mode);
	}

	#toggle(line) {
		const lines = new Set(this.#choices.lines);
		if (!lines.delete(line)) {
			lines.add(line);
		}
		const text = LINES.filter((each) => lines.has(each)).join();
		this.#choices.lines = lines;
		this.onChoice({ lines: text === FIRST_LINES ? null : text || 'none' });
		this.#mark();
		this.#show();
	}

	#change(name, value, isFirst) {
		this.#choices[name] = name === 'scale' && isFirst ? null : value;
		this.onChoice({ [name]: isFirst ? null : value });
		this.#mark();
		this.#show();
	}

	#mark() {
		const { lines, view } = this.#choices;
		for (const button of this.section.querySelectorAll('#legend button')) {
			button.setAttribute('aria-pressed', String(lines.has(button.dataset.line)));
		}
		for (const input of this.section.querySelectorAll('#view input')) {
			input.checked = input.value === view;
		}
		this.section.dataset.view = view;
	}

	#area() {
		const [above, below] = this.#plots.overlays.map((overlay) => overlay.getBoundingClientRect());
		return { left: above.left, right: above.right, top: above.top, bottom: below.bottom };
	}

	#zoomTo(span) {
		const least = LEAST_STEPS * this.#data.step;
		if (span !== null && span[1] - span[0] < least) {
			const middle = (span[0] + span[1]) / 2;
			span = [middle - least / 2, middle + least / 2];
		}
		this.#choices.zoom = span;
		this.#show();
	}

	/** Shows half or twice the time around the point that is read. */
	#zoomBy(factor) {
		const { from, to, points, step } = this.#data;
		const [begin, end] = this.#choices.zoom ?? [from, to];
		const middle = this.#focus === null ? (begin + end) / 2 : points[this.#focus].time + step / 2;
		const half = factor * (end - begin) / 2;
		const span = [Math.max(from, middle - half), Math.min(to, middle + half)];
		this.#zoomTo(span[0] === from && span[1] === to ? null : span);
	}

	#key(event) {
		const actions = {
			ArrowLeft: () => this.#read(-1),
			ArrowRight: () => this.#read(1),
			ArrowUp: () => this.#readCell(1),
			ArrowDown: () => this.#readCell(-1),
			'+': () => this.#zoomBy(0.5),
			'=': () => this.#zoomBy(0.5),
			'-': () => this.#zoomBy(2),
			Escape: () => this.#zoomTo(null),
		};
		const vertical = event.key === 'ArrowUp' || event.key === 'ArrowDown';
		if (event.target === this.charts && event.key in actions && !(vertical && this.#choices.view === 'chart')
				&& !event.ctrlKey && !event.metaKey && !event.altKey) {
			event.preventDefault();
			this.#zoom.cancel();
			actions[event.key]();
		}
	}

	/** Moves the cursor by some points, among those that are shown. */
	#read(by) {
		const { points, step } = this.#data;
		const [from, to] = this.model?.range ?? [0, 0];
		const first = points.findIndex((point) => point.time + step / 2 >= from);
		const last = points.findLastIndex((point) => point.time + step / 2 <= to);
		if (first < 0 || last < first) {
			return;
		}
		const index = Math.min(last, Math.max(first, (this.#focus ?? last + 1) + by));
		this.#place = null;
		this.#plots.setCursor(index);
		this.#point(index);
		this.onRead(this.#words(points[index]));
	}

	/** Moves the cursor to the next cell of the heat map, above or below. */
	#readCell(by) {
		const point = this.#data.points[this.#focus];
		if (!point || !hasCells(point) || point.count === 0) {
			return;
		}
		const { scale } = this.model;
		const cells = cellsOf(point);
		const now = this.#place === null ? null : cellAt(point, scale, this.#place, Infinity);
		const index = now === null ? (by > 0 ? -1 : cells.length)
			: cells.findIndex((cell) => cell.from === now.from && cell.to === now.to);
		const cell = cells[Math.max(0, Math.min(cells.length - 1, index + by))];
		this.#place = (scale.place(cell.from) + scale.place(cell.to)) / 2;
		this.#plots.setCursor(this.#focus, this.#place);
		this.#point(this.#focus);
		this.onRead(cellWords(cell, point));
	}

	#leave() {
		this.#plots.setCursor(null);
		this.#point(null);
	}

	/** Shows what is known of the point under the cursor. */
	#point(index) {
		this.#focus = index;
		const point = this.#data.points[index] ?? null;
		if (point === null || !this.#plots) {
			this.#tooltip.hide();
			return;
		}
		const { x, y } = this.#plots.cursor(this.charts, this.#place);
		this.#tooltip.show(this.#span(point), this.#rows(point), this.#remark(point), x, y);
	}

	#rows(point) {
		const seconds = this.model.secondsOf(point);
		const counts = [['Events', formatCount(point.count)], ['Rate', `${formatFigure(point.count / seconds)} /s`]];
		if (point.count === 0) {
			return counts;
		}
		if (this.#choices.view === 'heatmap') {
			const cell = this.#place === null ? null : cellAt(point, this.model.scale, this.#place, NEAR);
			return [...cell === null ? [] : cellRows(cell), ...counts];
		}
		return [...ROWS.map(([name, title]) => [title, format(name)(point[name]), this.#keyOf(name)]), ...counts];
	}

	#keyOf(name) {
		const line = name === 'max' || name === 'min' ? 'band' : name;
		return line !== 'band' && this.#choices.lines.has(line) ? line : null;
	}

	#remark(point) {
		const { from, to, step } = this.#data;
		return point.time + step > to ? 'still filling' : point.time < from ? 'partly before the window' : '';
	}

	#span(point) {
		return `${formatClock(point.time)} – ${formatClock(point.time + this.#data.step)}`;
	}

	#words(point) {
		return point.count === 0 ? `${this.#span(point)}: no events`
			: `${this.#span(point)}: count ${formatCount(point.count)}, mean ${formatFigure(point.mean)}, `
				+ `p50 ${formatFigure(point.p50)}, p95 ${formatFigure(point.p95)}, p99 ${formatFigure(point.p99)}, `
				+ `from ${formatValue(point.min)} to ${formatValue(point.max)}`;
	}

}

function format(name) {
	return name === 'max' || name === 'min' ? formatValue : formatFigure;
}

function cellRows({ from, to, count }) {
	return [['In this cell', formatCount(count)], ...from === to ? [['At', formatValue(from)]]
		: [['From', formatValue(from)], ['To', formatValue(to)]]];
}

function cellWords({ from, to, count }, point) {
	const where = from === to ? `at ${formatValue(from)}` : `from ${formatValue(from)} to ${formatValue(to)}`;
	return `${formatCount(count)} of ${formatCount(point.count)} events ${where}`;
}

function choicesOf({ scale = null, view = null, lines = null, thresholds = null }) {
	const known = (lines ?? FIRST_LINES).split(',').filter((line) => LINES.includes(line));
	return {
		zoom: null,
		scale: SCALES.includes(scale) ? scale : null,
		view: VIEWS.includes(view) ? view : VIEWS[0],
		lines: new Set(known),
		thresholds: thresholdsOf(thresholds),
	};
}

/** Thresholds such as "100,250:Limit". */
function thresholdsOf(text) {
	return (text ?? '').split(',').map((each) => each.split(/:(.*)/, 2))
		.map(([value, label]) => ({ value: value.trim() === '' ? NaN : Number(value), label: label?.trim() || value.trim() }))
		.filter(({ value }) => Number.isFinite(value));
}
