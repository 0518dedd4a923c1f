/** The page without events: how to send the first one, and some to look at. */

import { request } from './access.js';
import { formatCount } from './format.js';
import { windowTitle } from './windows.js';

const EVENTS = 60;
const COPIED = 2000;
const LOCKED = [401, 403];

/**
 * Sets up the card.
 * @param section with a command, a button that copies it, and one that sends events to look at
 * @param notice where it says what it did; stays when the card has gone
 * @param times returns the end of the time that the events are spread over, and its length, in seconds
 */
export function setUpEmpty(section, notice, times) {
	const command = section.querySelector('#command');
	command.textContent = `curl -s ${location.origin}/event -H 'Content-Type: application/json' `
		+ `-d '{"timestamp": "'$(date -u +%FT%TZ)'", "value": 12.34}'`;
	const copyButton = section.querySelector('#copy');
	copyButton.addEventListener('click', () => copy(command, copyButton));
	const demo = section.querySelector('#demo');
	demo.addEventListener('click', async () => {
		demo.disabled = true;
		const { state, text } = await sendDemo(times());
		notice.dataset.state = state;
		notice.textContent = text;
		notice.hidden = false;
		demo.disabled = false;
	});
}

/** Sends sixty events in one batch, and returns what the service said. */
async function sendDemo({ to, seconds }) {
	const what = `${EVENTS} invented events, spread over the ${windowTitle(seconds).toLowerCase()}`;
	try {
		const response = await request('/events', { method: 'POST', headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(demoEvents(to, seconds)) });
		const answer = await response.json();
		if (LOCKED.includes(response.status)) {
			return { state: 'warn', text: `Not sent: ${what}. Sending needs a token, for which there is a field below.` };
		}
		if (!response.ok) {
			return { state: 'bad', text: `Not sent: ${what}. The service answered ${response.status}: ${answer.detail}` };
		}
		const expired = answer.expired ? `, ${formatCount(answer.expired)} of them too late to count` : '';
		return { state: 'good',
			text: `Sent ${what}. The service answered ${response.status}: ${formatCount(answer.accepted)} accepted${expired}.` };
	}
	catch {
		return { state: 'bad', text: `Not sent: ${what}. The service cannot be reached.` };
	}
}

/** Values around 40 that go up and down, one of them an outlier. */
function demoEvents(to, seconds) {
	return Array.from({ length: EVENTS }, (_, index) => {
		const age = seconds * 0.98 * (index + Math.random()) / EVENTS;
		const value = index === EVENTS / 3 ? 240 : 40 + 12 * Math.sin(index / 7) + 8 * (Math.random() + Math.random());
		return { timestamp: new Date((to - age) * 1000).toISOString(), value: Number(value.toFixed(1)) };
	});
}

async function copy(command, button) {
	try {
		await navigator.clipboard.writeText(command.textContent);
	}
	catch {
		getSelection().selectAllChildren(command);
		document.execCommand('copy');
	}
	button.textContent = 'Copied';
	setTimeout(() => button.textContent = 'Copy', COPIED);
}
