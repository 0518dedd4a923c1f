/** The form by which an event is sent by hand. It tells apart what became of the event. */

import { request } from './access.js';
import { formatClock } from './times.js';

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/;
const KEY_BYTES = 16;

/** An event that was sent and not answered; sent again it has the same key, and counts once. */
let unanswered = null;

/**
 * @param form with the fields value, timestamp and series
 * @param answer where it says what became of the event
 * @param onSent is called when the service has answered
 */
export function setUpForm(form, answer, onSent) {
	const { value, timestamp, series } = form.elements;
	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		const typed = [timestamp, value, series].map((input) => input.value.trim());
		const { outcome, error } = await send(typed);
		answer.dataset.state = { counted: 'good', expired: 'warn', repeated: 'warn', refused: 'bad', unknown: 'bad' }[outcome];
		answer.textContent = words(outcome, typed[1], error);
		const faulty = [timestamp, series].find((input) => error?.startsWith(input.name)) ?? value;
		for (const input of [value, timestamp, series]) {
			input.setAttribute('aria-invalid', String(Boolean(error?.startsWith(input.name))));
		}
		if (outcome === 'counted') {
			value.select();
		}
		else if (outcome === 'refused' && form.checkVisibility()) {
			faulty.focus();
		}
		onSent();
	});
}

function words(outcome, value, error) {
	const at = formatClock(Date.now() / 1000);
	switch (outcome) {
		case 'counted':
			return `Counted: ${value}, at ${at}.`;
		case 'expired':
			return `Too late: ${value} was accepted at ${at} and does not count, because it is older than the window.`;
		case 'repeated':
			return `Repeated: ${value} had been recorded before, and counts once.`;
		case 'refused':
			return `Refused: ${error}`;
		default:
			return 'No answer: the service cannot be reached. Send it again: it counts once even if it has arrived.';
	}
}

/** Sends what was typed, and returns its outcome: counted, expired, repeated, refused or unknown. */
async function send(typed) {
	const text = JSON.stringify(typed);
	const sent = unanswered?.text === text ? unanswered : { text, key: newKey(), body: body(...typed) };
	unanswered = sent;
	try {
		const response = await request('/event', { method: 'POST', body: sent.body,
			headers: { 'Content-Type': 'application/json', 'Idempotency-Key': sent.key } });
		const answer = await response.json();
		unanswered = null;
		if (!response.ok) {
			return { outcome: 'refused', error: answer.detail };
		}
		return { outcome: response.headers.get('Idempotency-Replayed') ? 'repeated'
			: answer.counted === false ? 'expired' : 'counted' };
	}
	catch {
		return { outcome: 'unknown' };
	}
}

/** The input is sent unchanged; the service validates it and explains what is wrong. */
function body(timestamp, value, series) {
	const event = [`"timestamp": ${JSON.stringify(timestamp || new Date().toISOString())}`];
	if (value) {
		event.push(`"value": ${NUMBER.test(value) ? value : JSON.stringify(value)}`);
	}
	if (series) {
		event.push(`"series": ${JSON.stringify(series)}`);
	}
	return `{${event.join(', ')}}`;
}

/** Random also where the page is not from a secure origin. */
function newKey() {
	return [...crypto.getRandomValues(new Uint8Array(KEY_BYTES))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
