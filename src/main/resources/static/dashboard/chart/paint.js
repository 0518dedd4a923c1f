/** What the plots show besides lines: bars, markers of what is beyond the scale, thresholds. */

import { short } from '../format.js';
import { isShownAt } from './model.js';
import { limitsOf } from './scale.js';

const PALE = 0.4;
const MARKER = 5;
const LABEL_GAP = 6;

const dpr = () => devicePixelRatio || 1;

/** Paints inside the plot only. */
export function clipped(plot, paint) {
	const { ctx, bbox } = plot;
	ctx.save();
	ctx.beginPath();
	ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
	ctx.clip();
	paint(ctx);
	ctx.restore();
}

/** A bar for each step; steps of which a part is outside the window, or yet to come, are pale. */
export function paintBars(plot, model, color) {
	clipped(plot, (ctx) => {
		ctx.fillStyle = color('bar');
		const bottom = plot.valToPos(0, 'y', true);
		for (const point of model.points.filter((one) => one.count > 0)) {
			const left = plot.valToPos(point.time, 'x', true);
			const width = plot.valToPos(point.time + model.step, 'x', true) - left;
			const gap = Math.min(width * 0.22, 4 * dpr());
			const top = Math.min(plot.valToPos(point.count, 'y', true), bottom - dpr());
			ctx.globalAlpha = model.isPartial(point) ? PALE : 1;
			ctx.fillRect(left + gap / 2, top, width - gap, bottom - top);
		}
	});
}

/** A band cannot show the range of a single point. */
export function paintWhiskers(plot, color) {
	clipped(plot, (ctx) => {
		const [times, max, min] = plot.data;
		ctx.fillStyle = color('band');
		times.forEach((time, index) => {
			if (max[index] != null && max[index - 1] == null && max[index + 1] == null) {
				const width = 6 * dpr();
				const top = plot.valToPos(max[index], 'y', true);
				ctx.fillRect(plot.valToPos(time, 'x', true) - width / 2, top, width,
					plot.valToPos(min[index], 'y', true) - top);
			}
		});
	});
}

/** A dot at each outlier, which no line leads to. */
export function paintOutliers(plot, model, color) {
	if (model.extent === null) {
		return;
	}
	const { below, above } = limitsOf(model.extent);
	clipped(plot, (ctx) => {
		ctx.fillStyle = color('beyond');
		const dot = (point, value) => {
			ctx.beginPath();
			ctx.arc(plot.valToPos(point.time + model.step / 2, 'x', true),
				plot.valToPos(model.scale.place(value), 'y', true), 2.5 * dpr(), 0, 2 * Math.PI);
			ctx.fill();
		};
		for (const point of model.points.filter((one) => one.count > 0)) {
			if (point.max > above) {
				dot(point, point.max);
			}
			if (point.min < below) {
				dot(point, point.min);
			}
		}
	});
}

/** The steps whose greatest value is above the scale, or whose least is below it. */
export function beyond({ points, scale, range }) {
	const shown = points.filter((point) => point.count > 0 && isShownAt(point, range));
	return {
		above: shown.filter((point) => scale.place(point.max) > scale.range[1]),
		below: shown.filter((point) => scale.place(point.min) < scale.range[0]),
	};
}

/** A triangle for each step with values beyond the scale, and their values as far as there is room. */
export function paintBeyond(plot, model, color, font) {
	const { above, below } = beyond(model);
	const { ctx, bbox } = plot;
	ctx.save();
	ctx.fillStyle = color('beyond');
	ctx.font = scaled(font);
	ctx.textAlign = 'center';
	const up = bbox.top - 2 * dpr();
	const down = bbox.top + bbox.height + 2 * dpr();
	markers(plot, model, above.toSorted((a, b) => b.max - a.max), 'max', up, -1);
	markers(plot, model, below.toSorted((a, b) => a.min - b.min), 'min', down, 1);
	ctx.restore();
}

/** The farthest value is labelled first. */
function markers(plot, model, points, figure, edge, direction) {
	const { ctx, bbox } = plot;
	const size = MARKER * dpr();
	const taken = [];
	ctx.textBaseline = direction < 0 ? 'bottom' : 'top';
	for (const point of points) {
		const x = plot.valToPos(Math.max(point.time + model.step / 2, model.range[0]), 'x', true);
		ctx.beginPath();
		ctx.moveTo(x - size, edge);
		ctx.lineTo(x + size, edge);
		ctx.lineTo(x, edge + direction * 1.6 * size);
		ctx.fill();
		const text = short(point[figure]);
		const half = ctx.measureText(text).width / 2 + LABEL_GAP * dpr() / 2;
		const center = Math.max(bbox.left + half, Math.min(bbox.left + bbox.width + 12 * dpr() - half, x));
		if (taken.every(([from, to]) => center + half < from || center - half > to)) {
			taken.push([center - half, center + half]);
			ctx.fillText(text, center, edge + direction * (1.6 * size + 2 * dpr()));
		}
	}
}

/** A dashed line for each threshold on the scale, with its label; at the edge for those beyond. */
export function paintThresholds(plot, model, color, font) {
	const { ctx, bbox } = plot;
	ctx.save();
	ctx.strokeStyle = color('threshold');
	ctx.fillStyle = color('threshold');
	ctx.font = scaled(font);
	ctx.textAlign = 'right';
	for (const { value, label } of model.thresholds) {
		const place = model.scale.place(value);
		const [lo, hi] = model.scale.range;
		const y = plot.valToPos(Math.max(lo, Math.min(hi, place)), 'y', true);
		const arrow = place > hi ? '↑ ' : place < lo ? '↓ ' : '';
		if (!arrow) {
			line(ctx, bbox.left, bbox.left + bbox.width, y);
		}
		const below = place > hi;
		ctx.textBaseline = below ? 'top' : 'bottom';
		ctx.fillText(`${arrow}${label ? `${label} ` : ''}${short(value)}`, bbox.left + bbox.width - 4 * dpr(),
			y + (below ? 4 : -3) * dpr());
	}
	ctx.restore();
}

function line(ctx, from, to, y) {
	ctx.setLineDash([6 * dpr(), 4 * dpr()]);
	ctx.lineWidth = 1.5 * dpr();
	ctx.beginPath();
	ctx.moveTo(from, y);
	ctx.lineTo(to, y);
	ctx.stroke();
}

/** A font in the pixels of the canvas. */
function scaled(font) {
	return font.replace(/^\d+/, (size) => Math.round(size * dpr()));
}
