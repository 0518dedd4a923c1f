/**
 * Scales of values: each maps doubles to places, 0 at the lower end and 1 at the upper. The plots only ever draw
 * places, so no range is too narrow, too wide or too far from zero for them.
 */

/** How far from the bulk an outlier is, in widths of the bulk: for latencies, about five times p99. */
const OUTLYING = 4;
/** How much wider than the bulk a fitted scale is, on each side. */
const FITTED = 0.4;
/** The part of a scale that is left free at each end. */
const ROOM = 0.06;
/** A scale that would begin this near to zero, in parts of its width, begins at zero. */
const NEAR_ZERO = 0.5;
/** How much a threshold may widen a scale, in parts of its width. */
const WIDENED = 0.75;
/** Magnitudes that a symmetric logarithmic scale spans at most. */
const DECADES = 9;
const TICKS = 5;
/** The least distance of two ticks. */
const APART = 0.05;

/**
 * Where the values of points lie: the least, the greatest, and the bulk, from the tenth percentile of p1 to the
 * ninetieth of p99.
 * @returns null without values
 */
export function extentOf(points) {
	const held = points.filter((point) => point.count > 0);
	if (held.length === 0) {
		return null;
	}
	return {
		min: held.reduce((least, point) => Math.min(least, point.min), Infinity),
		max: held.reduce((greatest, point) => Math.max(greatest, point.max), -Infinity),
		low: quantile(held.map((point) => point.p1), 0.1),
		high: quantile(held.map((point) => point.p99), 0.9),
		least: leastMagnitude(held),
	};
}

/** The values beyond which a value is an outlier. */
export function limitsOf({ low, high }) {
	const width = widthOf(low, high);
	return { below: low - OUTLYING * width, above: high + OUTLYING * width };
}

export function hasOutliers(extent) {
	const { below, above } = limitsOf(extent);
	return extent.min < below || extent.max > above;
}

/**
 * @param mode "fit", "all" or "log"
 * @param extent of the values, or null
 * @param thresholds values that are on the scale if they are near
 */
export function scaleOf(mode, extent, thresholds = []) {
	if (extent === null) {
		return linear(0, 1);
	}
	if (mode === 'log') {
		return extent.min > 0 ? logarithmic(extent.min, extent.max) : symmetric(extent);
	}
	const [lo, hi] = mode === 'fit' ? fitted(extent) : [extent.min, extent.max];
	const near = thresholds.filter((value) => value >= lo - WIDENED * (hi - lo) && value <= hi + WIDENED * (hi - lo));
	return linear(Math.min(lo, ...near), Math.max(hi, ...near));
}

function widthOf(low, high) {
	return high - low || Math.abs(high) || 1;
}

/** Only the sides with outliers are cut; both if there are none. */
function fitted(extent) {
	const { min, max, low, high } = extent;
	const { below, above } = limitsOf(extent);
	const room = FITTED * widthOf(low, high);
	const none = min >= below && max <= above;
	return [none || min < below ? Math.max(min, low - room) : min, none || max > above ? Math.min(max, high + room) : max];
}

function quantile(values, q) {
	const sorted = Float64Array.from(values).sort();
	return sorted[Math.round(q * (sorted.length - 1))];
}

function leastMagnitude(points) {
	const sizes = points.flatMap(({ min, p1, p50, p99, max }) => [min, p1, p50, p99, max].map(Math.abs));
	return sizes.reduce((least, size) => size > 0 && size < least ? size : least, Infinity);
}

function linear(min, max) {
	let [lo, hi] = [min, max];
	if (lo === hi) {
		const room = Math.abs(hi) * 0.1 || Math.abs(hi) || 1;
		[lo, hi] = [Math.max(lo - room, -Number.MAX_VALUE), Math.min(hi + room, Number.MAX_VALUE)];
	}
	const grounded = lo >= 0 && lo <= NEAR_ZERO * (hi - lo);
	if (grounded) {
		lo = 0;
	}
	// A quarter of each, since the difference of two doubles may be infinite.
	const place = Number.isFinite(hi - lo) ? (value) => (value - lo) / (hi - lo)
		: (value) => (value / 4 - lo / 4) / (hi / 4 - lo / 4);
	const range = [grounded ? 0 : -ROOM, 1 + ROOM];
	const calmed = scale(place, range, calm(lo, hi));
	return calmed.ticks.length > 1 ? calmed : scale(place, range, [lo, hi]);
}

function logarithmic(min, max) {
	const [lo, hi] = [Math.log10(min), Math.log10(max)];
	if (hi - lo < 1e-9) {
		return linear(min, max);
	}
	return scale((value) => (Math.log10(value) - lo) / (hi - lo), [-ROOM, 1 + ROOM],
		hi - lo < 1 ? calm(min, max) : decades(lo, hi));
}

/** Logarithmic on both sides of zero, and linear near it. */
function symmetric({ min, max, least }) {
	const greatest = Math.max(-min, max);
	if (greatest === 0) {
		return linear(0, 0);
	}
	const unit = Math.max(least, greatest * 10 ** -DECADES);
	const size = (value) => Math.sign(value) * Math.log10(1 + Math.abs(value) / unit);
	const [lo, hi] = min === max ? [Math.min(0, size(min)), Math.max(0, size(max))] : [size(min), size(max)];
	const sizes = decades(Math.log10(unit), Math.log10(greatest))
		.filter((tick) => tick >= unit && tick <= greatest && size(tick) >= APART * (hi - lo));
	const both = sizes.length > 0 ? sizes : [greatest];
	const ticks = [...both.map((tick) => -tick).reverse(), 0, ...both];
	const place = (value) => (size(value) - lo) / (hi - lo);
	const range = [-ROOM, 1 + ROOM];
	const powers = scale(place, range, ticks);
	const made = powers.ticks.length > 2 || min === max ? powers : scale(place, range, calm(min, max));
	return { ...made, linearBelow: unit };
}

function scale(place, range, values) {
	const ticks = [];
	for (const value of values) {
		const at = place(value);
		if (at >= range[0] && at <= range[1] && (ticks.length === 0 || at - ticks.at(-1).at >= APART)) {
			ticks.push({ value, at });
		}
	}
	return { place, range, ticks, linearBelow: null };
}

/** Powers of ten between two logarithms, and their halves and fifths where there are few. */
export function decades(lo, hi, count = TICKS + 1) {
	const stride = Math.max(1, Math.ceil((hi - lo) / count));
	const steps = hi - lo <= count / 2.5 ? [1, 2, 5] : [1];
	const ticks = [];
	for (let power = Math.floor(lo / stride) * stride; power <= hi; power += stride) {
		ticks.push(...steps.map((step) => Number(`${step}e${power}`)));
	}
	return ticks;
}

/** A few multiples of one, two or five, however narrow, small or wide the range is. */
export function calm(lo, hi, count = TICKS) {
	const rough = hi / count - lo / count;
	const power = Math.floor(Math.log10(rough));
	const unit = 10 ** power;
	if (!(unit > 0 && Number.isFinite(unit))) {
		return lo === hi ? [lo] : [lo, hi];
	}
	const factor = [1, 2, 5, 10].find((each) => each * unit >= rough || each === 10);
	const step = factor * unit;
	const first = Math.floor(lo / step);
	const ticks = Array.from({ length: count + 3 }, (none, index) => multiple(first + index, factor, power, step));
	return [...new Set(ticks)].filter(Number.isFinite);
}

/** A multiple of a step, without the noise of a product: 0.3, not 0.30000000000000004. */
function multiple(index, factor, power, step) {
	const exact = Number(`${index * factor}e${power}`);
	return Number.isSafeInteger(index * factor) && Number.isFinite(exact) ? exact : index * step;
}
