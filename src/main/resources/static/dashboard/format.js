/** How figures and times are written: in the reader's language and zone. */

const DIGITS = 5;

const count = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const exact = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 9 });
const compact = new Intl.NumberFormat(undefined, { notation: 'compact', maximumSignificantDigits: 4 });
const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
const zoned = new Intl.DateTimeFormat(undefined,
	{ hour: 'numeric', minute: '2-digit', second: '2-digit', timeZoneName: 'short' });
const minute = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' });

export const NONE = '–';

export function formatCount(number) {
	return number === null ? NONE : count.format(number);
}

/** A figure that was computed: always five digits, so that it does not jump as it moves. */
export function formatFigure(number) {
	if (number === null) {
		return NONE;
	}
	const size = Math.abs(number);
	if (size !== 0 && (size >= 1e9 || size < 1e-4)) {
		return number.toExponential(DIGITS - 1);
	}
	const digits = size === 0 ? 0 : Math.max(0, DIGITS - 1 - Math.floor(Math.log10(size)));
	return number.toLocaleString(undefined, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A value that somebody sent: as it is, as far as there is room. */
export function formatValue(number) {
	if (number === null) {
		return NONE;
	}
	const size = Math.abs(number);
	return size !== 0 && (size >= 1e9 || size < 1e-4) ? number.toExponential(DIGITS - 1) : exact.format(number);
}

/** For an axis, where room is short. */
export function formatTick(number) {
	return Math.abs(number) >= 1e15 ? number.toExponential(1) : compact.format(number);
}

/** For the ticks of one axis. */
export function formatTicks(numbers) {
	return numbers.map(formatTick);
}

export function formatClock(seconds) {
	return clock.format(seconds * 1000);
}

export function formatZoned(seconds) {
	return zoned.format(seconds * 1000);
}

/** For the axis of a chart that is that many seconds wide. */
export function formatTimes(times, width) {
	const format = width > 86400 ? day : width <= 600 ? clock : minute;
	return times.map((time) => format.format(time * 1000));
}

/** A duration in words, such as "5 min". */
export function formatLength(seconds) {
	for (const [size, unit] of [[86400, 'd'], [3600, 'h'], [60, 'min']]) {
		if (seconds >= size && seconds % size === 0 && (size !== 3600 || seconds > 3600)) {
			return `${seconds / size} ${unit}`;
		}
	}
	return `${exact.format(seconds)} s`;
}

/** Seconds since the epoch. */
export function parseTime(text) {
	return Date.parse(text) / 1000;
}
