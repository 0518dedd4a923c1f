/**
 * The second view of the chart: how the values of each step are distributed. The percentiles of a step divide its
 * sorted events into bands with exact counts: an event of rank r is between the percentiles of the ranks around r. The
 * least and the greatest event are where they are. A cell is a band, as dark as its events are dense.
 */

import { clipped } from './paint.js';
import { isShownAt } from './model.js';

/** With the least and the greatest: percentiles as the service takes them, ascending. */
const BANDS = [1, 2, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 98, 99, 99.5];
const PALEST = 0.06;
/** The least height of a cell, in pixels. */
const LEAST = 3;
/** The share of cells that are darkest: one far denser than all others must not fade them. */
const DARKEST = 0.02;

/** The figures of a point that the heat map is made of. */
export const HEAT_FIGURES = BANDS.map((band) => `p${band}`);

/**
 * Returns the cells of a step, ascending, whose counts add up to the step's: each has the values between which its
 * events are, ends included.
 */
export function cellsOf(point) {
	const { count, min, max } = point;
	if (count === 0) {
		return [];
	}
	const cells = [{ from: min, to: min, count: 1 }];
	// Ranks in thousandths are exact in doubles.
	const last = (band) => Math.min(count - 2, Math.floor(Math.round(band * 10) * (count - 1) / 1000));
	let [from, rank] = [min, 0];
	for (const band of [...BANDS, 100]) {
		const to = band === 100 ? max : boundOf(point, band);
		if (last(band) > rank) {
			cells.push({ from, to, count: last(band) - rank });
			rank = last(band);
		}
		from = to;
	}
	return count > 1 ? merged([...cells, { from: max, to: max, count: 1 }]) : cells;
}

/**
 * A percentile, as the end of a band. Between the extreme event and its neighbour it is interpolated: the neighbour
 * itself is the better end, or an outlier would stretch the band.
 */
function boundOf(point, band) {
	const { count, min, max } = point;
	const percentile = point[`p${band}`];
	const rank = band * (count - 1) / 100;
	const above = rank - (count - 2);
	const inner = rank > 0 && rank < 1 ? (percentile - (1 - rank) * min) / rank
		: above > 0 && above < 1 ? (percentile - above * max) / (1 - above) : percentile;
	return Number.isFinite(inner) ? Math.max(min, Math.min(max, inner)) : percentile;
}

/** Cells of the same single value are one. */
function merged(cells) {
	const all = [];
	for (const cell of cells) {
		const before = all.at(-1);
		if (before && before.from === cell.to) {
			before.count += cell.count;
		}
		else {
			all.push({ ...cell });
		}
	}
	return all;
}

/** Whether a point has the figures of the heat map, which are asked for when it is first shown. */
export function hasCells(point) {
	return point.count === 0 || point.p1 !== undefined && point['p99.5'] !== undefined;
}

/** The cell of a step at a place of the scale, the flattest of several; or the nearest one within a distance. */
export function cellAt(point, scale, place, near) {
	const cells = (hasCells(point) ? cellsOf(point) : []).map((cell) => {
		const [from, to] = [scale.place(cell.from), scale.place(cell.to)];
		return { cell, height: to - from, distance: Math.max(0, from - place, place - to) };
	});
	cells.sort((one, other) => one.distance - other.distance || one.height - other.height);
	return cells.length > 0 && cells[0].distance <= near ? cells[0].cell : null;
}

export function paintHeatMap(plot, model, color) {
	const pixels = devicePixelRatio || 1;
	const boxes = model.points.filter((point) => isShownAt(point, model.range) && hasCells(point))
		.flatMap((point) => boxesOf(plot, model, point, LEAST * pixels));
	const densities = Float64Array.from(boxes, (box) => box.density).sort();
	const most = densities[Math.floor((densities.length - 1) * (1 - DARKEST))];
	clipped(plot, (ctx) => {
		ctx.fillStyle = color('heat');
		for (const box of boxes) {
			ctx.globalAlpha = PALEST + (1 - PALEST) * Math.sqrt(Math.min(1, box.density / most));
			ctx.fillRect(box.left, box.top, box.width, box.height);
		}
	});
}

function boxesOf(plot, model, point, least) {
	const y = (value) => plot.valToPos(Math.max(-2, Math.min(3, model.scale.place(value))), 'y', true);
	const left = Math.round(plot.valToPos(point.time, 'x', true));
	const width = Math.round(plot.valToPos(point.time + model.step, 'x', true)) - left;
	const seconds = model.secondsOf(point);
	return cellsOf(point).map(({ from, to, count }) => {
		const height = Math.max(least, y(from) - y(to));
		const top = (y(from) + y(to) - height) / 2;
		return { left, width: Math.max(1, width - (width > 6 ? 1 : 0)), top, height, density: count / height / seconds };
	});
}
