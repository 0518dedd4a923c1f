/** The switch of the part of the window that is shown. */

import { getJson } from './access.js';
import { formatLength, parseTime } from './times.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LENGTHS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, DAY, 7 * DAY];

/** The service's window, in seconds. */
export async function serviceWindow() {
	const { from, to } = await getJson('/statistics?stats=from,to');
	return Math.floor((parseTime(to) - parseTime(from)) * 1000 + 1e-6) / 1000;
}

/**
 * Offers what the service's window has room for, up to all of it.
 * @param fieldset gets a radio button for each length
 * @param longest the service's window, in seconds
 * @param onChoose gets the length, and whether it is the longest
 */
export function offerWindows(fieldset, longest, onChoose) {
	const lengths = [...LENGTHS.filter((length) => length < longest), longest];
	for (const length of lengths) {
		const label = fieldset.appendChild(document.createElement('label'));
		const input = label.appendChild(document.createElement('input'));
		Object.assign(input, { type: 'radio', name: 'window', value: length });
		label.appendChild(document.createElement('span')).textContent = formatLength(length);
		input.addEventListener('change', () => onChoose(length, length === longest));
	}
}

/** Marks the offered length that is asked for, or the longest, and returns it. */
export function markWindow(fieldset, asked) {
	const inputs = [...fieldset.querySelectorAll('input')];
	const input = inputs.find((each) => Number(each.value) === asked) ?? inputs.at(-1);
	input.checked = true;
	return Number(input.value);
}

/** What the part is called. */
export function windowTitle(length) {
	return { [HOUR]: 'Last hour', [MINUTE]: 'Last minute' }[length] ?? `Last ${formatLength(length)}`;
}
