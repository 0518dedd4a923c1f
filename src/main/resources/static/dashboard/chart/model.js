/** What the chart shows, worked out once for each change. */

import { extentOf, hasOutliers, scaleOf } from './scale.js';

/**
 * @param data points, oldest first, of "step" seconds each; from, to: the window, in seconds since the epoch
 * @param choices zoom: from and to, or null; scale: "fit", "all", "log" or null (fits where there are outliers); view;
 * lines; thresholds
 */
export function modelOf({ points, step, from, to }, { zoom, scale, view, lines, thresholds }) {
	const range = zoom ?? [from, to];
	const extent = extentOf(points.filter((point) => isShownAt(point, range, step)));
	const mode = scale ?? (extent !== null && hasOutliers(extent) ? 'fit' : 'all');
	return {
		points: points.map((point) => ({ ...point, step })),
		window: [from, to],
		step, range, extent, mode, view, lines, thresholds,
		scale: scaleOf(mode, extent, thresholds.map(({ value }) => value)),
		/** The seconds of a step that are in the window and in the past. */
		secondsOf: (point) => Math.max(1e-3, Math.min(point.time + step, to) - Math.max(point.time, from)),
		isPartial: (point) => point.time < from || point.time + step > to,
	};
}

export function isShownAt(point, [from, to], step = point.step) {
	return point.time + step > from && point.time < to;
}
