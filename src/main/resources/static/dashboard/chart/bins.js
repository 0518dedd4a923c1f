/** The axis of a histogram: bins side by side in equal widths, as the service spaces them. */

import { calm, decades } from './scale.js';

/**
 * @param bins ge, lt and count, ascending; at least one
 * @param logarithmic whether the edges are in equal ratios
 * @returns place: from a value to bins from the left; ticks: a few values for an axis
 */
export function axisOf(bins, logarithmic) {
	const [min, max] = [bins[0].ge, bins.at(-1).lt];
	const part = ({ ge, lt }, value) => ge === lt ? 0.5
		: logarithmic && ge !== 0 && lt !== 0 ? Math.log(value / ge) / Math.log(lt / ge)
			: (value / 2 - ge / 2) / (lt / 2 - ge / 2);
	const place = (value) => {
		const found = bins.findIndex((bin) => value < bin.lt);
		const index = found < 0 ? bins.length - 1 : found;
		return index + Math.max(0, Math.min(1, part(bins[index], value)));
	};
	const valuesOf = (count) => (min === max ? [min] : logarithmic ? powers(bins, count) : calm(min, max, count))
		.filter((value) => value >= min && value <= max);
	const ticks = (count) => {
		const values = [count, count + 1, count + 2, count + 3].map(valuesOf).find((each) => each.length > 1) ?? [min];
		return values.map((value) => ({ value, at: place(value) }));
	};
	return { place, ticks };
}

/** Powers of ten on both sides of zero, or calm numbers where there are not enough of them. */
function powers(bins, count) {
	const [min, max] = [bins[0].ge, bins.at(-1).lt];
	const sides = (min < 0 ? 1 : 0) + (max > 0 ? 1 : 0);
	const each = Math.max(1, Math.floor(count / sides));
	const side = (edges) => {
		const sizes = edges.map(Math.abs).filter((size) => size > 0);
		return sizes.length === 0 ? []
			: decades(Math.log10(Math.min(...sizes)), Math.log10(Math.max(...sizes)), each);
	};
	const edges = bins.flatMap(({ ge, lt }) => [ge, lt]);
	const values = [...side(edges.filter((edge) => edge < 0)).map((size) => -size).reverse(),
		...min <= 0 && max >= 0 ? [0] : [], ...side(edges.filter((edge) => edge > 0))];
	const inside = values.filter((value) => value >= min && value <= max);
	return inside.length > 1 ? inside : [min, max];
}
