/**
 * How numbers are written: with as many digits as their range needs, in the reader's
 * language. From 1e-12 to below 1e15 with SI prefixes, outside of them with an exponent.
 * Times and lengths are in times.js.
 */

export const NONE = '–';

const PREFIXES = { '-12': 'p', '-9': 'n', '-6': 'µ', 0: '', 3: 'k', 6: 'M', 9: 'G', 12: 'T' };
const THIN = '\u202f';
/** Digits of a figure that has no range. */
const DIGITS = 5;
/** Digits of a value that was sent and has no range. */
const SENT_DIGITS = 9;
/** Digits that a range is divided into. */
const RANGE_DIGITS = 4;
/** Digits above which a common offset is written apart, where that is shorter: plain, with a prefix, with an exponent. */
const LONGEST = { plain: 7, prefix: 6, exponent: 4 };
/** Digits of a double that mean something. */
const MEANT = 17;
const COUNT_FORMAT = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const RATES = [[1, '/s'], [60, '/min'], [3600, '/h'], [86400, '/d']];

let unit = '';

/** Sets the unit of the values, such as "ms"; empty for none. */
export function setUnit(text) {
	unit = text ?? '';
}

/**
 * The title of an axis of values, with the unit.
 * @param offset is to be added to each tick; empty for none
 */
export function axisTitle(name, offset) {
	return `${name}${unit ? `, ${unit}` : ''}${offset ? ` (${offset} + …)` : ''}`;
}

/** A formatted value with the unit, if there is one. */
export function withUnit(text) {
	return unit && text !== NONE ? `${text} ${unit}` : text;
}

export function formatCount(number) {
	return number == null ? NONE : COUNT_FORMAT.format(number);
}

/** The value as it is, to be read by a machine; empty where there is none. */
export function formatExact(number) {
	return number == null ? '' : String(number === 0 ? 0 : number).replace('e+', 'e');
}

/**
 * A computed figure among values from min to max: figures that differ in a visible part
 * of the range read differently. The number of digits does not depend on the figure's last
 * digits, so that it does not jump.
 * @returns such as "1,013.02", "1.7 T + 12.5" or "1.500e-15"
 */
export function formatIn(number, min = number, max = number) {
	return number == null ? NONE : inRange(number, min, max, DIGITS, false);
}

/** A value that was sent, among values from min to max: like formatIn, without zeros at the end. */
export function formatValue(number, min = number, max = number) {
	return number == null ? NONE : inRange(number, min, max, SENT_DIGITS, true);
}

/**
 * The labels of an axis, which differ wherever the splits do.
 * @param splits numbers, ascending; evenly spaced, or not (of a logarithmic axis)
 * @returns the labels, and what is to be added to each of them, "" if nothing
 */
export function formatTicks(splits) {
	const steps = splits.slice(1).map((split, index) => split - splits[index]);
	const step = Math.min(...steps);
	if (!(step > 0 && Number.isFinite(step)) || Math.max(...steps) > 1.5 * step) {
		return { labels: splits.map((split) => short(split)), offset: '' };
	}
	const place = placeOf(splits, step);
	const largest = Math.max(...splits.map(Math.abs));
	if (order(largest) - place + 1 > longest(prefixOf(largest, 5))) {
		const base = baseOf(splits[0], splits.at(-1));
		if (base !== 0) {
			const deltas = splits.map((split) => split - base);
			return { labels: labels(deltas, place).map((label, index) => deltas[index] > 0 ? `+${label}` : label),
				offset: exactly(base) };
		}
	}
	return { labels: labels(splits, place), offset: '' };
}

/** One number of an axis or a mark, by itself: at most four digits. */
export function short(number) {
	const prefix = prefixOf(number, 5);
	return number === 0 ? '0' : write(number, Math.min(order(number) - 3, prefix === 0 ? 0 : Infinity), prefix, true);
}

/**
 * Events per time, in the unit in which the number is at least 1.
 * @returns the number as it is written, the number, and "/s", "/min", "/h" or "/d"
 */
export function formatRate(count, seconds) {
	if (count == null) {
		return { text: NONE, number: null, per: '/s' };
	}
	const rate = count / seconds;
	const [factor, per] = count === 0 ? RATES[0] : RATES.find(([length]) => rate * length >= 1 - 1e-9) ?? RATES.at(-1);
	const number = count * factor / seconds;
	return { text: formatValue(Number(number.toPrecision(4))), number, per };
}

/** The decimal exponent of the first digit; 0 for zero. */
function order(number) {
	return number === 0 ? 0 : Number(number.toExponential().split('e')[1]);
}

/** The exponent of the prefix that a number is written with; null if none fits. */
function prefixOf(number, plainBelow) {
	const exponent = order(number);
	if (number === 0 || exponent >= -4 && exponent < plainBelow) {
		return 0;
	}
	const prefix = 3 * Math.floor(exponent / 3);
	return prefix === -3 ? -6 : prefix in PREFIXES ? prefix : null;
}

function inRange(number, min, max, digits, trim) {
	if (number === 0) {
		return '0';
	}
	const range = Math.min(max - min, Number.MAX_VALUE);
	const own = order(number) - (range > 0 ? RANGE_DIGITS : digits) + 1;
	const prefix = prefixOf(number, 6);
	const place = Math.min(own, range > 0 ? order(range) - RANGE_DIGITS + 1 : own, prefix === 0 ? 0 : own);
	const direct = write(number, place, prefix, trim);
	const base = range > 0 && order(number) - place + 1 > longest(prefix) ? baseOf(min, max) : 0;
	if (base === 0) {
		return direct;
	}
	const delta = number - base;
	const size = write(Math.abs(delta), place, prefixOf(round(delta, place), 6), trim);
	const apart = delta === 0 ? exactly(base) : `${exactly(base)} ${delta < 0 ? '−' : '+'} ${size}`;
	return apart.length < direct.length ? apart : direct;
}

function longest(prefix) {
	return prefix === null ? LONGEST.exponent : prefix === 0 ? LONGEST.plain : LONGEST.prefix;
}

/** A round number near the middle of a range; 0 if none is near enough. */
function baseOf(min, max) {
	const place = order(Number((max - min).toPrecision(6))) + 1;
	const unit = Number(`1e${place}`);
	const rounded = Math.round((min / 2 + max / 2) / unit);
	const base = Number.isSafeInteger(rounded) ? Number(`${rounded}e${place}`) : 0;
	return Number.isFinite(base) ? base : 0;
}

/** A round number with all its digits, as short as that goes. */
function exactly(number) {
	return write(number, order(number) - MEANT + 1, prefixOf(number, 6), true);
}

/** The place of the last digit that evenly spaced splits need. */
function placeOf(splits, step) {
	const first = order(Number(step.toPrecision(6)));
	const whole = (place) => splits.every((split) => {
		const units = split / Number(`1e${place}`);
		return Math.abs(units - Math.round(units)) < 1e-3 + Math.abs(units) * 1e-15;
	});
	return [first, first - 1].find(whole) ?? first - 2;
}

/** Numbers with one prefix or exponent, that of the largest. */
function labels(numbers, place) {
	const largest = round(numbers.reduce((one, other) => Math.abs(other) > Math.abs(one) ? other : one), place);
	const prefix = prefixOf(largest, 5) ?? order(largest);
	return numbers.map((number) => number === 0 || Math.abs(number) < Number(`1e${place}`) / 2 ? '0'
		: write(number, place, prefix));
}

/**
 * @param place the decimal exponent of the last digit
 * @param prefix the exponent of the SI prefix or another one, or null for that of the number
 * @param trim whether zeros at the end are left out
 */
function write(number, place, prefix, trim = false) {
	const rounded = round(number, place);
	const exponent = prefix ?? order(rounded);
	const decimals = Math.min(20, Math.max(0, exponent - Math.max(place, order(rounded) - MEANT + 1)));
	const [mantissa, more] = rounded.toExponential().split('e');
	const text = Number(`${mantissa}e${Number(more) - exponent}`).toLocaleString(undefined,
		{ minimumFractionDigits: trim ? 0 : decimals, maximumFractionDigits: decimals });
	if (!(exponent in PREFIXES)) {
		return `${text}e${exponent}`;
	}
	return PREFIXES[exponent] ? `${text}${THIN}${PREFIXES[exponent]}` : text;
}

/** The nearest number whose last digit has a place, or the first digit of a smaller number. */
function round(number, place) {
	const digits = Math.min(MEANT, Math.max(1, order(number) - place + 1));
	const nearest = Number(number.toPrecision(digits));
	return Number.isFinite(nearest) ? nearest : Math.sign(number) * Number.MAX_VALUE;
}
