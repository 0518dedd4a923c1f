/** Two plots with one axis of time: the values above, as places on their scale, and the counts below. */

import { formatTicks } from '../format.js';
import { formatTimes } from '../times.js';
import { paintBars, paintBeyond, paintOutliers, paintThresholds, paintWhiskers } from './paint.js';
import { paintHeatMap } from './heatmap.js';
import { calm } from './scale.js';

const { uPlot } = window;

/** In the order in which they are drawn, one over the other; the first two are the ends of the band. */
const COLUMNS = ['max', 'min', 'mean', 'p99', 'p95', 'p50'];
const BAND = 2;
const DASHES = { mean: [2, 3], p95: [8, 3] };
/** Places far outside the plot, where a line's slope can no longer be seen. */
const FAR = 40;
/** The width of the axis of values, in widths of a character. */
const AXIS = 5.4;
const EDGE = 28;

export class Plots {

	#values;
	#counts;
	#model;

	/**
	 * @param elements values, counts: where to draw
	 * @param model what is shown
	 * @param onCursor gets the index of the point under the cursor, or null
	 */
	constructor(elements, model, onCursor) {
		this.elements = elements;
		this.onCursor = onCursor;
		this.#model = model;
		this.#draw();
		new ResizeObserver(() => this.#resize()).observe(elements.values);
		matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#draw());
	}

	/** The rectangle of the plots, in pixels of the viewport. */
	area() {
		const { left, right, top } = this.#values.over.getBoundingClientRect();
		return { left, right, top, bottom: this.#counts.over.getBoundingClientRect().bottom };
	}

	show(model) {
		this.#model = model;
		const middle = model.step / 2;
		const times = model.points.map((point) => point.time + middle);
		const place = (value) => value === null ? null : Math.max(-FAR, Math.min(FAR, model.scale.place(value)));
		COLUMNS.forEach((name, index) => this.#values.series[index + 1].show = this.#isShown(name));
		this.#values.setData([times, ...COLUMNS.map((name) => model.points.map((point) => place(point[name] ?? null)))]);
		this.#counts.setData([times, model.points.map((point) => point.count)]);
	}

	/** Moves the cursor to a point; null takes it away. */
	setCursor(index, place = null) {
		const left = index === null ? -10 : this.#values.valToPos(this.#values.data[0][index], 'x');
		const top = place === null ? 0 : this.#values.valToPos(place, 'y');
		this.#values.setCursor({ left, top: index === null ? -10 : top }, false);
		this.#counts.setCursor({ left, top: index === null ? -10 : 0 }, false);
	}

	/** The time at a number of pixels from the left of the plots. */
	timeAt(left) {
		return this.#values.posToVal(left, 'x');
	}

	/** The place on the scale at a height of the viewport; null outside the plot of the values. */
	placeAt(clientY) {
		const { top, bottom } = this.#values.over.getBoundingClientRect();
		return clientY >= top && clientY <= bottom ? this.#values.posToVal(clientY - top, 'y') : null;
	}

	/** Where the cursor is in an element around the plots, at a place on the scale or at the top. */
	cursor(around, place) {
		const over = this.#values.over.getBoundingClientRect();
		const outer = around.getBoundingClientRect();
		return { x: over.left - outer.left + this.#values.cursor.left,
			y: over.top - outer.top + (place === null ? over.height / 2 : this.#values.valToPos(place, 'y')) };
	}

	/** The box of a cell of the heat map in an element around the plots, in pixels. */
	box(around, point, { from, to }) {
		const over = this.#values.over.getBoundingClientRect();
		const outer = around.getBoundingClientRect();
		const { scale: { place, range }, step } = this.#model;
		const y = (value) => this.#values.valToPos(Math.max(range[0], Math.min(range[1], place(value))), 'y');
		const [left, right] = [point.time, point.time + step].map((time) => this.#values.valToPos(time, 'x'));
		return { left: over.left - outer.left + left, top: over.top - outer.top + y(to), width: right - left,
			height: y(from) - y(to) };
	}

	#isShown(name) {
		const { view, lines } = this.#model;
		return view === 'chart' && lines.includes(name === 'max' || name === 'min' ? 'band' : name);
	}

	#draw() {
		this.#values?.destroy();
		this.#counts?.destroy();
		const style = getComputedStyle(document.documentElement);
		this.color = (name) => style.getPropertyValue(`--${name}`).trim();
		this.size = fontSize(this.elements.values);
		this.font = `${this.size}px ${this.color('sans')}`;
		this.#values = new uPlot(this.#valuesOptions(), [[], ...COLUMNS.map(() => [])], this.elements.values);
		this.#counts = new uPlot(this.#countsOptions(), [[], []], this.elements.counts);
		this.show(this.#model);
	}

	#options(element) {
		const none = () => null;
		return {
			width: element.clientWidth || 600,
			height: element.clientHeight || 200,
			legend: { show: false },
			cursor: { y: false, drag: { x: false, y: false }, points: { show: false }, sync: { key: 'time' },
				bind: { mousedown: none, mouseup: none, click: none, dblclick: none } },
		};
	}

	#axis() {
		return { stroke: this.color('soft'), font: this.font, ticks: { show: false },
			grid: { stroke: this.color('line'), width: 1 } };
	}

	#valuesOptions() {
		const edge = { stroke: this.color('edge'), width: 1, points: { show: false } };
		const painted = (paint) => (plot) => paint(plot, this.#model, this.color, this.font);
		return {
			...this.#options(this.elements.values),
			padding: [18 + this.size, EDGE, 10 + this.size, 0],
			scales: { x: { range: () => this.#model.range }, y: { range: () => this.#model.scale.range } },
			axes: [{ show: false }, { ...this.#axis(), gap: 8, size: AXIS * this.size,
				splits: () => this.#model.scale.ticks.map((tick) => tick.at),
				values: () => formatTicks(this.#model.scale.ticks.map((tick) => tick.value)).labels }],
			series: [{}, edge, edge, ...COLUMNS.slice(BAND).map((name) => this.#line(name))],
			bands: [{ series: [1, 2], fill: this.color('band') }],
			hooks: {
				drawAxes: [painted((...all) => this.#paintBehind(...all))],
				draw: [painted((...all) => this.#paintBefore(...all))],
				setCursor: [(plot) => this.onCursor(plot.cursor.idx ?? null)],
			},
		};
	}

	#line(name) {
		return { stroke: this.color(name), width: name === 'p50' ? 2.5 : 2, dash: DASHES[name],
			points: { show: true, size: 6, width: 0, fill: this.color(name),
				filter: (plot, series) => alone(plot.data[series]) } };
	}

	#countsOptions() {
		const times = { ...this.#axis(), grid: { show: false }, gap: 6, size: 16 + this.size, space: 7.5 * this.size,
			values: (plot, splits) => formatTimes(splits, this.#model.range[1] - this.#model.range[0]) };
		return {
			...this.#options(this.elements.counts),
			padding: [8, EDGE, 0, 0],
			scales: { x: { range: () => this.#model.range }, y: { range: (plot, min, max) => [0, Math.max(1, max) * 1.05] } },
			axes: [times, { ...this.#axis(), gap: 8, size: AXIS * this.size,
				splits: (plot) => [0, greatestTick(plot.scales.y.max)],
				values: (plot, splits) => formatTicks(splits).labels }],
			series: [{}, { points: { show: false }, paths: () => null }],
			hooks: {
				draw: [(plot) => paintBars(plot, this.#model, this.color)],
			},
		};
	}

	#paintBehind(plot, model, color, font) {
		if (model.view === 'heatmap') {
			paintHeatMap(plot, model, color);
		}
		else if (model.lines.includes('band')) {
			paintWhiskers(plot, color);
		}
	}

	#paintBefore(plot, model, color, font) {
		if (model.view === 'chart' && !model.lines.includes('band')) {
			paintOutliers(plot, model, color);
		}
		paintThresholds(plot, model, color, font);
		paintBeyond(plot, model, color, font);
	}

	#resize() {
		if (fontSize(this.elements.values) !== this.size) {
			this.#draw();
			return;
		}
		for (const [plot, element] of [[this.#values, this.elements.values], [this.#counts, this.elements.counts]]) {
			if (element.clientWidth > 0) {
				plot.setSize({ width: element.clientWidth, height: element.clientHeight });
			}
		}
	}

}

/** In pixels, as the style of an element says. */
export function fontSize(element) {
	return parseFloat(getComputedStyle(element).fontSize);
}

/** The greatest calm number of a scale of counts. */
function greatestTick(limit) {
	return calm(0, limit).filter((tick) => tick <= limit && Number.isInteger(tick)).at(-1) || 1;
}

/** Where a value has no neighbour that a line could lead to. */
function alone(values) {
	return values.flatMap((value, index) => isAlone(values, index) ? [index] : []);
}

export function isAlone(values, index) {
	return values[index] != null && values[index - 1] == null && values[index + 1] == null;
}
