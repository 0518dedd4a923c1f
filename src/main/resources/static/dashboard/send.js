/** The form by which an event is sent by hand. */

import { request } from './access.js';
import { formatClock } from './format.js';

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/;

export function setUpForm(form, answer) {
	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		const value = form.elements.value.value.trim();
		const timestamp = form.elements.timestamp.value.trim() || new Date().toISOString();
		const error = await send(body(timestamp, value));
		answer.dataset.state = error ? 'bad' : 'good';
		answer.textContent = error ? `Not recorded: ${error}` : `Recorded ${value} at ${formatClock(Date.now() / 1000)}.`;
		mark(form.elements.value, error?.startsWith('value'));
		mark(form.elements.timestamp, error?.startsWith('timestamp'));
		if (error) {
			form.elements[error.startsWith('timestamp') ? 'timestamp' : 'value'].focus();
		}
		else {
			form.elements.value.select();
		}
	});
}

/** The input is sent unchanged; the service validates it and explains what is wrong. */
function body(timestamp, value) {
	const event = [`"timestamp": ${JSON.stringify(timestamp)}`];
	if (value) {
		event.push(`"value": ${NUMBER.test(value) ? value : JSON.stringify(value)}`);
	}
	return `{${event.join(', ')}}`;
}

/** Returns what is wrong, or nothing. */
async function send(json) {
	try {
		const response = await request('/event', { method: 'POST', body: json,
			headers: { 'Content-Type': 'application/json' } });
		return response.ok ? '' : (await response.json()).detail;
	}
	catch {
		return 'the service cannot be reached.';
	}
}

function mark(input, invalid) {
	input.setAttribute('aria-invalid', String(Boolean(invalid)));
}
