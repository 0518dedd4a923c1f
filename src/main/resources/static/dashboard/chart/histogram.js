/** The plot of a histogram: a bar for each bin, and lines at percentiles. */

import { formatTicks } from '../format.js';
import { axisOf } from './bins.js';
import { clipped } from './paint.js';
import { calm } from './scale.js';

const { uPlot } = window;

const MARKED = ['p50', 'p95', 'p99'];
const AXIS = 64;
const EDGE = 28;
/** The greatest width of a bar, in pixels. */
const WIDEST = 120;
/** Pixels that a tick of the axis of values needs. */
const TICK = 76;

export class Histogram {

	#plot;
	#bins = [];
	#axis = null;
	#figures = {};
	/** What is to be added to each tick of the values. */
	offset = '';

	/**
	 * @param element where to draw
	 * @param onCursor gets the index of the bin under the cursor, or null
	 */
	constructor(element, onCursor) {
		this.element = element;
		this.onCursor = onCursor;
		this.#draw();
		new ResizeObserver(() => this.#resize()).observe(element);
		matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#draw());
	}

	/**
	 * @param bins ge, lt and count
	 * @param logarithmic whether the edges are in equal ratios
	 * @param figures p50, p95 and p99, as far as they are known
	 */
	show(bins, logarithmic, figures) {
		this.#bins = bins;
		this.#axis = bins.length > 0 ? axisOf(bins, logarithmic) : null;
		this.#figures = figures;
		this.#plot.setData([bins.map((bin, index) => index + 0.5), bins.map(({ count }) => count)]);
		this.#ticks(this.#plot);
	}

	setCursor(index) {
		const left = index === null ? -10 : this.#plot.valToPos(index + 0.5, 'x');
		this.#plot.setCursor({ left, top: index === null ? -10 : 0 }, false);
	}

	/** Where the cursor is in an element around the plot. */
	cursor(around) {
		const over = this.#plot.over.getBoundingClientRect();
		const outer = around.getBoundingClientRect();
		return { x: over.left - outer.left + this.#plot.cursor.left, y: over.top - outer.top + over.height / 2 };
	}

	#draw() {
		this.#plot?.destroy();
		const style = getComputedStyle(document.documentElement);
		const color = (name) => style.getPropertyValue(`--${name}`).trim();
		const font = `12px ${color('sans')}`;
		const axis = { stroke: color('soft'), font, ticks: { show: false }, grid: { stroke: color('line'), width: 1 } };
		const none = () => null;
		this.#plot = new uPlot({
			width: this.element.clientWidth || 600,
			height: this.element.clientHeight || 200,
			padding: [24, EDGE, 0, 0],
			legend: { show: false },
			cursor: { y: false, drag: { x: false, y: false }, points: { show: false },
				bind: { mousedown: none, mouseup: none, click: none, dblclick: none } },
			scales: { x: { time: false, range: () => [0, Math.max(1, this.#bins.length)] },
				y: { range: (plot, min, max) => [0, Math.max(1, max) * 1.05] } },
			axes: [{ ...axis, grid: { show: false }, gap: 6, size: 28,
				splits: (plot) => this.#ticks(plot).map((tick) => tick.at),
				values: (plot) => this.#ticks(plot).map((tick) => tick.label) },
			{ ...axis, gap: 8, size: AXIS,
				splits: ({ scales: { y: { max } } }) => calm(0, max, 4).filter((tick) => Number.isInteger(tick) && tick <= max),
				values: (plot, splits) => formatTicks(splits).labels }],
			series: [{}, { points: { show: false }, paths: none }],
			hooks: { draw: [(plot) => this.#paint(plot, color, font)],
				setCursor: [(plot) => this.onCursor(plot.cursor.idx ?? null)] },
		}, [[], []], this.element);
		this.#plot.setData([this.#bins.map((bin, index) => index + 0.5), this.#bins.map(({ count }) => count)]);
	}

	/** As many ticks as there is room for. Sets the offset. */
	#ticks(plot) {
		const width = plot.bbox.width / devicePixelRatio;
		const ticks = this.#axis?.ticks(Math.max(1, Math.min(8, Math.floor(width / TICK)))) ?? [];
		const { labels, offset } = formatTicks(ticks.map(({ value }) => value));
		this.offset = offset;
		const apart = TICK * 0.8 * this.#bins.length / width;
		return ticks.map(({ at }, index) => ({ at, label: labels[index] }))
			.reduce((kept, tick) => kept.length > 0 && tick.at - kept.at(-1).at < apart ? kept : [...kept, tick], []);
	}

	#paint(plot, color, font) {
		const dpr = devicePixelRatio || 1;
		clipped(plot, (ctx) => {
			ctx.fillStyle = color('histogram');
			const bottom = plot.valToPos(0, 'y', true);
			this.#bins.forEach(({ count }, index) => {
				const middle = plot.valToPos(index + 0.5, 'x', true);
				const room = 2 * (middle - plot.valToPos(index, 'x', true));
				const width = Math.max(1, Math.min(room - Math.min(room * 0.15, 2 * dpr), WIDEST * dpr));
				const top = Math.min(plot.valToPos(count, 'y', true), bottom - 2 * dpr);
				if (count > 0) {
					ctx.fillRect(middle - width / 2, top, width, bottom - top);
				}
			});
		});
		this.#paintPercentiles(plot, color, font.replace(/^\d+/, (size) => Math.round(size * dpr)), dpr);
	}

	#paintPercentiles(plot, color, font, dpr) {
		const { ctx, bbox } = plot;
		ctx.save();
		ctx.font = font;
		ctx.textBaseline = 'bottom';
		ctx.textAlign = 'center';
		ctx.lineWidth = 2 * dpr;
		const marked = MARKED.filter((each) => this.#axis && this.#figures[each] != null);
		const half = ctx.measureText(MARKED[0]).width / 2 + 3 * dpr;
		let free = -Infinity;
		let after = marked.length;
		for (const name of marked) {
			const x = plot.valToPos(this.#axis.place(this.#figures[name]), 'x', true);
			const end = bbox.left + bbox.width + EDGE * dpr - half * 2 * --after;
			ctx.strokeStyle = color(name);
			ctx.fillStyle = color(name);
			ctx.beginPath();
			ctx.moveTo(x, bbox.top);
			ctx.lineTo(x, bbox.top + bbox.height);
			ctx.stroke();
			const center = Math.min(end - half, Math.max(x, free + half));
			ctx.fillText(name, center, bbox.top - 3 * dpr);
			free = center + half;
		}
		ctx.restore();
	}

	#resize() {
		if (this.element.clientWidth > 0) {
			this.#plot.setSize({ width: this.element.clientWidth, height: this.element.clientHeight });
		}
	}

}
