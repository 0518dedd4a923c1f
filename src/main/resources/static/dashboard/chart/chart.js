/** The chart: values above, counts below; its scale, its lines, its view, its zoom. */

import { Controls } from './controls.js';
import { cellAt, cellsOf, hasCells, HEAT_FIGURES } from './heatmap.js';
import { modelOf } from './model.js';
import { Plots } from './plots.js';
import { cellOf, cellWords, remarkOn, rowsOf, spanOf, wordsOf } from './reading.js';
import { Tooltip } from './tooltip.js';
import { Zoom } from './zoom.js';

const FIGURES = ['count', 'min', 'mean', 'p1', 'p50', 'p95', 'p99', 'max'];
/** The least steps of a zoomed chart. */
const LEAST_STEPS = 3;
/** The width of the border of a marked cell. */
const BORDER = 2;

export class Chart {

	#data = { points: [], step: 1, from: 0, to: 1 };
	#choices;
	#model;
	#plots = null;
	#controls;
	/** Surrounds the cell of the heat map under the cursor. */
	#cell;
	#tooltip;
	#zoom;
	/** The index of the point under the cursor, or null. */
	#focus = null;
	/** Where the pointer is in the plot of the values; null elsewhere. */
	#place = null;

	/**
	 * @param section the card of the chart
	 * @param choices what the page's address says: scale, view, lines, thresholds
	 * @param onChoice gets what goes into the address, by name
	 * @param onRead gets a point in words when the reader moves to it by keyboard
	 */
	constructor(section, choices, onChoice, onRead) {
		this.onChoice = onChoice;
		this.onRead = onRead;
		this.charts = section.querySelector('#charts');
		this.unzoom = section.querySelector('#unzoom');
		this.#choices = { ...choices, zoom: null };
		this.#model = modelOf(this.#data, this.#choices);
		this.#controls = new Controls(section, (choice) => this.#choose(choice));
		this.#cell = this.charts.appendChild(document.createElement('div'));
		this.#cell.className = 'cell';
		this.#cell.hidden = true;
		this.#tooltip = new Tooltip(this.charts);
		const elements = { values: section.querySelector('#values'), counts: section.querySelector('#counts') };
		this.#plots = new Plots(elements, this.#model, (index) => this.#point(index));
		this.#zoom = new Zoom(this.charts, () => this.#plots.area(),
			(from, to) => this.#zoomTo([this.#plots.timeAt(from), this.#plots.timeAt(to)]), () => this.#zoomTo(null));
		this.#listen();
		this.#show();
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

	/** Takes over what the address says, after the reader has gone back to it. */
	choose(choices) {
		this.#choices = { ...choices, zoom: this.#choices.zoom };
		this.#show();
	}

	#show() {
		this.#model = modelOf(this.#data, this.#choices);
		this.#plots.show(this.#model);
		this.#controls.show(this.#model);
		this.unzoom.hidden = this.#choices.zoom === null;
		this.#point(this.#focus);
	}

	/** The scale that would be chosen by itself is no choice. */
	#choose(choice) {
		Object.assign(this.#choices, choice);
		if ('scale' in choice && modelOf(this.#data, { ...this.#choices, scale: null }).mode === choice.scale) {
			this.#choices.scale = null;
		}
		const [name] = Object.keys(choice);
		this.onChoice({ [name]: this.#choices[name] });
		this.#show();
	}

	#listen() {
		this.unzoom.addEventListener('click', () => {
			this.#zoomTo(null);
			this.charts.focus();
		});
		this.charts.addEventListener('keydown', (event) => this.#key(event));
		this.charts.addEventListener('blur', () => this.#leave());
		this.charts.addEventListener('pointermove', (event) => {
			this.#place = this.#plots.placeAt(event.clientY);
			this.#point(this.#focus);
		});
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
		const [begin, end] = this.#model.range;
		const middle = this.#focus === null ? (begin + end) / 2 : points[this.#focus].time + step / 2;
		const span = [Math.max(from, middle - factor * (middle - begin)), Math.min(to, middle + factor * (end - middle))];
		this.#zoomTo(span[0] === from && span[1] === to ? null : span);
	}

	#key(event) {
		const actions = {
			ArrowLeft: () => this.#read(-1),
			ArrowRight: () => this.#read(1),
			...this.#model.view === 'heatmap' && { ArrowUp: () => this.#readCell(1), ArrowDown: () => this.#readCell(-1) },
			'+': () => this.#zoomBy(0.5),
			'=': () => this.#zoomBy(0.5),
			'-': () => this.#zoomBy(2),
			Escape: () => this.#zoomTo(null),
		};
		if (event.target === this.charts && event.key in actions && !event.ctrlKey && !event.metaKey && !event.altKey) {
			event.preventDefault();
			this.#zoom.cancel();
			actions[event.key]();
		}
	}

	/** Moves the cursor by some points, among those that are shown. */
	#read(by) {
		const { points, step } = this.#data;
		const [from, to] = this.#model.range;
		const first = points.findIndex((point) => point.time + step / 2 >= from);
		const last = points.findLastIndex((point) => point.time + step / 2 <= to);
		if (first >= 0 && last >= first) {
			const index = Math.min(last, Math.max(first, (this.#focus ?? last + 1) + by));
			this.#moveTo(index, null);
			this.onRead(wordsOf(points[index], this.#model));
		}
	}

	/** Moves the cursor to the next cell of the heat map, above or below. */
	#readCell(by) {
		const point = this.#data.points[this.#focus];
		if (!point || !hasCells(point) || point.count === 0) {
			return;
		}
		const { scale } = this.#model;
		const cells = cellsOf(point);
		const now = this.#place === null ? null : cellAt(point, scale, this.#place, Infinity);
		const index = now === null ? (by > 0 ? -1 : cells.length)
			: cells.findIndex((cell) => cell.from === now.from && cell.to === now.to);
		const cell = cells[Math.max(0, Math.min(cells.length - 1, index + by))];
		this.#moveTo(this.#focus, (scale.place(cell.from) + scale.place(cell.to)) / 2);
		this.onRead(cellWords(cell, point, this.#model));
	}

	#moveTo(index, place) {
		this.#place = place;
		this.#plots.setCursor(index, place);
		this.#point(index);
	}

	#leave() {
		this.#plots.setCursor(null);
		this.#point(null);
	}

	/** Shows what is known of the point under the cursor. */
	#point(index) {
		this.#focus = index;
		const point = this.#data.points[index];
		if (!point || this.#plots === null) {
			this.#tooltip.hide();
			this.#cell.hidden = true;
			return;
		}
		this.#markCell(point);
		const { x, y } = this.#plots.cursor(this.charts, this.#place);
		this.#tooltip.show(spanOf(point, this.#model), rowsOf(point, this.#model, this.#place),
			remarkOn(point, this.#model), x, y);
	}

	#markCell(point) {
		const cell = cellOf(point, this.#model, this.#place);
		this.#cell.hidden = cell === null;
		if (cell !== null) {
			const { left, top, width, height } = this.#plots.box(this.charts, point, cell);
			Object.assign(this.#cell.style, { left: `${left - BORDER}px`, top: `${top - BORDER}px`,
				width: `${width + 2 * BORDER}px`, height: `${height + 2 * BORDER}px` });
		}
	}

}
