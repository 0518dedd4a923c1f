/** The chart: values above, counts below, one cursor and one axis of time for both. */

import { formatFigure, formatCount, formatTick, formatTimes, formatValue, formatClock } from './format.js';

const { uPlot } = window;

/** Columns of the data, after the times. */
const MAX = 1;
const MIN = 2;
const MEAN = 3;
const P50 = 4;
const P99 = 5;

export class Chart {

	#values;
	#counts;
	#points = [];
	#range = [0, 1];
	#step = 1;
	#percentiles = false;
	#focus = null;

	/**
	 * @param elements values, counts, legend: where to draw
	 * @param onRead gets a point in words when the reader moves to it by keyboard
	 */
	constructor(elements, onRead) {
		this.elements = elements;
		this.onRead = onRead;
		this.#draw();
		new ResizeObserver(() => this.#resize()).observe(elements.values);
		matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#draw());
	}

	/** Shows points, oldest first, of some seconds each, over a span of time. */
	show(points, step, from, to) {
		this.#points = points;
		this.#step = step;
		this.#range = [from, to];
		this.#values.setData(this.#columns('max', 'min', 'mean', 'p50', 'p99'));
		this.#counts.setData(this.#columns('count'));
		this.#legend();
	}

	togglePercentiles() {
		this.#percentiles = !this.#percentiles;
		this.#values.setSeries(P50, { show: this.#percentiles });
		this.#values.setSeries(P99, { show: this.#percentiles });
		this.#legend();
		return this.#percentiles;
	}

	/** Moves the cursor by some points, for those who use a keyboard. */
	move(by) {
		const last = this.#points.length - 1;
		if (last < 0) {
			return;
		}
		const index = Math.min(last, Math.max(0, (this.#focus ?? last + 1) + by));
		for (const plot of [this.#values, this.#counts]) {
			plot.setCursor({ left: plot.valToPos(plot.data[0][index], 'x'), top: 0 }, false);
		}
		this.#read(index);
		this.onRead(this.#words(this.#points[index]));
	}

	#columns(...names) {
		const middle = this.#step / 2;
		return [this.#points.map((point) => point.time + middle),
			...names.map((name) => this.#points.map((point) => point[name]))];
	}

	#draw() {
		this.#values?.destroy();
		this.#counts?.destroy();
		const style = getComputedStyle(document.documentElement);
		const color = (name) => style.getPropertyValue(`--${name}`).trim();
		const font = `12px ${color('sans')}`;
		const axis = { stroke: color('soft'), font, ticks: { show: false }, grid: { stroke: color('line'), width: 1 } };
		const times = { ...axis, grid: { show: false }, gap: 6, size: 28, space: 80,
			values: (plot, splits) => formatTimes(splits, this.#range[1] - this.#range[0]) };
		const numbers = { ...axis, gap: 8, size: 52, values: (plot, splits) => splits.map(formatTick) };
		const common = {
			width: this.elements.values.clientWidth || 600,
			legend: { show: false },
			cursor: { y: false, drag: { x: false, y: false }, points: { show: false }, sync: { key: 'time' } },
			hooks: { setCursor: [(plot) => this.#read(plot.cursor.idx ?? null)] },
		};
		const line = (name, dash) => ({ stroke: color(name), width: 2, dash, points: { show: true, size: 6, width: 0,
			fill: color(name), filter: (plot, series) => alone(plot.data[series]) } });
		const edge = { stroke: color('edge'), width: 1, points: { show: false } };
		this.#values = new uPlot({
			...common,
			height: 260,
			padding: [12, 24, 4, 0],
			scales: { x: { range: () => this.#range }, y: { range: (plot, min, max) => around(min, max) } },
			axes: [{ ...times, show: false },
				{ ...numbers, splits: (plot) => ticks(plot.scales.y.min, plot.scales.y.max) }],
			series: [{}, edge, edge, line('accent'),
				{ ...line('ink', [6, 4]), width: 1.5, show: this.#percentiles },
				{ ...line('ink', [2, 3]), width: 1.5, show: this.#percentiles }],
			bands: [{ series: [MAX, MIN], fill: color('band') }],
			hooks: { ...common.hooks, drawAxes: [(plot) => whiskers(plot, color('band'))] },
		}, [[], [], [], [], [], []], this.elements.values);
		this.#counts = new uPlot({
			...common,
			height: 116,
			padding: [16, 24, 0, 0],
			scales: { x: { range: () => this.#range }, y: { range: (plot, min, max) => [0, Math.max(1, max) * 1.05] } },
			axes: [times, { ...numbers, splits: (plot) => [0, nice(plot.scales.y.max)] }],
			series: [{}, { fill: color('bar'), stroke: color('bar'), width: 0, points: { show: false },
				paths: uPlot.paths.bars({ size: [0.78, 40], gap: 0 }) }],
		}, [[], []], this.elements.counts);
		this.show(this.#points, this.#step, ...this.#range);
	}

	#resize() {
		const width = this.elements.values.clientWidth;
		if (width > 0) {
			this.#values.setSize({ width, height: this.#values.height });
			this.#counts.setSize({ width, height: this.#counts.height });
		}
	}

	#read(index) {
		this.#focus = index;
		this.#legend();
	}

	/** Names the lines, with the values under the cursor. */
	#legend() {
		const point = this.#points[this.#focus] ?? null;
		const entry = (key, name, text) => {
			const item = document.createElement('li');
			const swatch = item.appendChild(document.createElement('span'));
			swatch.className = `key ${key}`;
			swatch.setAttribute('aria-hidden', 'true');
			item.append(name);
			if (point) {
				item.appendChild(document.createElement('b')).textContent = text();
			}
			return item;
		};
		const entries = [
			entry('line', 'Mean', () => formatFigure(point.mean)),
			entry('band', 'Min to max', () => `${formatValue(point.min)} to ${formatValue(point.max)}`),
			entry('bar', 'Count', () => formatCount(point.count)),
		];
		if (this.#percentiles) {
			entries.splice(2, 0, entry('p50', 'p50', () => formatFigure(point.p50)),
				entry('p99', 'p99', () => formatFigure(point.p99)));
		}
		if (point) {
			const time = document.createElement('li');
			time.appendChild(document.createElement('b')).textContent = this.#span(point);
			entries.unshift(time);
		}
		this.elements.legend.replaceChildren(...entries);
	}

	#span(point) {
		return `${formatClock(point.time)} – ${formatClock(point.time + this.#step)}`;
	}

	#words(point) {
		return point.count === 0 ? `${this.#span(point)}: no events`
			: `${this.#span(point)}: count ${formatCount(point.count)}, mean ${formatFigure(point.mean)}, `
				+ `from ${formatValue(point.min)} to ${formatValue(point.max)}`;
	}

}

/** The scale of the values: some room above and below, and never empty. */
function around(min, max) {
	if (min === null) {
		return [0, 1];
	}
	const least = Math.max(Math.abs(min), Math.abs(max)) * 1e-9;
	const room = max - min > least ? (max - min) * 0.08 : Math.abs(max) * 0.1 || 1;
	return [Math.max(min - room, -Number.MAX_VALUE), Math.min(max + room, Number.MAX_VALUE)];
}

/** A few calm numbers on a scale, however narrow, small or wide it is. */
function ticks(min, max) {
	const rough = (max - min) / 5;
	const unit = 10 ** Math.floor(Math.log10(rough));
	if (!(unit > 0 && Number.isFinite(unit))) {
		return [min, max];
	}
	const step = unit * [1, 2, 5, 10].find((factor) => factor * unit >= rough || factor === 10);
	const first = Math.ceil(min / step);
	return [0, 1, 2, 3, 4, 5].map((index) => (first + index) * step).filter((tick) => tick <= max);
}

/** The greatest number of one digit, and so a calm one, that fits below a limit. */
function nice(limit) {
	const unit = 10 ** Math.floor(Math.log10(limit));
	return Math.max(1, Math.floor(limit / unit) * unit);
}

/** Where a value has no neighbour that a line could lead to. */
function alone(values) {
	return values.flatMap((value, index) => isAlone(values, index) ? [index] : []);
}

function isAlone(values, index) {
	return values[index] != null && values[index - 1] == null && values[index + 1] == null;
}

/** A band cannot show the range of a single point. */
function whiskers(plot, color) {
	const [times, max, min] = plot.data;
	plot.ctx.fillStyle = color;
	times.forEach((time, index) => {
		if (isAlone(max, index)) {
			const width = 6 * devicePixelRatio;
			const top = plot.valToPos(max[index], 'y', true);
			plot.ctx.fillRect(plot.valToPos(time, 'x', true) - width / 2, top, width,
				plot.valToPos(min[index], 'y', true) - top);
		}
	});
}
