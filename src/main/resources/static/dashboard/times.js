/** How times and lengths are written: in the reader's language and zone. Times are seconds since the epoch. */

const second = { hour: 'numeric', minute: '2-digit', second: '2-digit' };
const clock = new Intl.DateTimeFormat(undefined, second);
const zoned = new Intl.DateTimeFormat(undefined, { ...second, timeZoneName: 'short' });
const minute = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' });

const DAY = 86400;
const UNITS = [[DAY, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];

export function formatClock(seconds) {
	return clock.format(seconds * 1000);
}

export function formatZoned(seconds) {
	return zoned.format(seconds * 1000);
}

/** For the axis of a chart that is that many seconds wide. */
export function formatTimes(times, width) {
	const format = width > DAY ? day : width <= 600 ? clock : minute;
	return times.map((time) => format.format(time * 1000));
}

/** A length that is set, such as "5 min", "1 h" or "1.5 s". */
export function formatLength(seconds) {
	const [size, unit] = UNITS.find(([one]) => seconds >= one && seconds % one === 0) ?? UNITS.at(-1);
	return `${(seconds / size).toLocaleString(undefined, { maximumFractionDigits: 3 })} ${unit}`;
}

/** A length that passes, in its two largest units: "3 d 4 h", "22 s". */
export function formatElapsed(seconds) {
	const whole = Math.max(0, Math.floor(seconds));
	const index = Math.max(0, UNITS.findIndex(([size]) => whole >= size));
	const [size, unit] = whole === 0 ? UNITS.at(-1) : UNITS[index];
	const next = UNITS[index + 1];
	const rest = next && whole > 0 ? Math.floor(whole % size / next[0]) : 0;
	return `${Math.floor(whole / size)} ${unit}${rest > 0 ? ` ${rest} ${next[1]}` : ''}`;
}

/** Seconds since the epoch. */
export function parseTime(text) {
	return Date.parse(text) / 1000;
}
