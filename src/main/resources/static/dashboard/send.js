/** The form by which an event is sent by hand. */

import { request } from './access.js';
import { formatClock } from './format.js';

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/;

const LATE = 'it is older than the window and does not count.';

export function setUpForm(form, answer) {
	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		const { value, timestamp, series } = form.elements;
		const typed = value.value.trim();
		const { error, counted } = await send(
			body(timestamp.value.trim() || new Date().toISOString(), typed, series.value.trim()));
		answer.dataset.state = error || !counted ? 'bad' : 'good';
		answer.textContent = error ? `Not recorded: ${error}`
			: `Recorded ${typed} at ${formatClock(Date.now() / 1000)}${counted ? '.' : `: ${LATE}`}`;
		const fault = [timestamp, series].find((input) => error?.startsWith(input.name)) ?? value;
		for (const input of [value, timestamp, series]) {
			mark(input, error?.startsWith(input.name));
		}
		if (error) {
			fault.focus();
		}
		else {
			value.select();
		}
	});
}

/** The input is sent unchanged; the service validates it and explains what is wrong. */
function body(timestamp, value, series) {
	const event = [`"timestamp": ${JSON.stringify(timestamp)}`];
	if (value) {
		event.push(`"value": ${NUMBER.test(value) ? value : JSON.stringify(value)}`);
	}
	if (series) {
		event.push(`"series": ${JSON.stringify(series)}`);
	}
	return `{${event.join(', ')}}`;
}

/** Returns what is wrong, if anything is, and whether the event counts. */
async function send(json) {
	try {
		const response = await request('/event', { method: 'POST', body: json,
			headers: { 'Content-Type': 'application/json' } });
		const answer = await response.json();
		return response.ok ? { counted: answer.counted !== false } : { error: answer.detail };
	}
	catch {
		return { error: 'the service cannot be reached.' };
	}
}

function mark(input, invalid) {
	input.setAttribute('aria-invalid', String(Boolean(invalid)));
}
