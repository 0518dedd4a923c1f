/**
 * The age of the figures. Without new ones all of them turn grey, and a banner, the title
 * and the icon say of when they are.
 */

import { formatClock, formatElapsed } from './times.js';

/** Milliseconds without figures after which those that are shown count as old. */
const OLD = 5000;
const TICK = 1000;
/** The sign of trouble is at hand when the service cannot be reached. */
const ALERT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
	+ '<path d="M12 1.5 23.5 22H.5z" fill="#c02b2b" stroke="#fff" stroke-linejoin="round"/>'
	+ '<path d="M12 9v6" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/><circle cx="12" cy="18.6" r="1.5" fill="#fff"/></svg>';
const ICONS = { good: '/dashboard/icon.svg', bad: `data:image/svg+xml,${encodeURIComponent(ALERT)}` };

const by = (id) => document.getElementById(id);

export class Freshness {

	/** When the latest figures came, by this machine's monotonic clock, and of when they are, by the service's. */
	#came = null;
	#of = null;
	/** When the page began to wait for figures. */
	#resumed = performance.now();
	#connection = 'wait';
	#title = document.title;
	#trouble = '';
	#onChange;

	/** @param onChange gets whether the figures are old, when that changes */
	constructor(onChange) {
		this.#onChange = onChange;
		setInterval(() => this.#show(), TICK);
	}

	/** Figures of a time have come. */
	came(time) {
		this.#came = performance.now();
		this.#of = time;
		this.#show();
	}

	/** New figures are asked for, after a pause in which none were. */
	resume() {
		this.#resumed = performance.now();
	}

	/** @param state of the stream: "open", "wait", "closed" or "locked" */
	connection(state) {
		this.#connection = state;
		this.#show();
	}

	/** What the page is called. */
	title(title) {
		this.#title = title;
		this.#show();
	}

	/** A trouble of the service that the title says, or an empty text. */
	trouble(text) {
		this.#trouble = text;
		this.#show();
	}

	/** Whether figures should have come and have not. */
	get #lost() {
		return this.#connection === 'wait' || this.#connection === 'open'
			&& performance.now() - Math.max(this.#came ?? 0, this.#resumed) > OLD;
	}

	#show() {
		const lost = this.#lost;
		const old = lost && this.#of !== null;
		this.#banner(old);
		mark(...this.#words(lost));
		document.title = old ? `⚠ Figures of ${formatClock(this.#of)} – ${this.#title}`
			: this.#trouble ? `⚠ ${this.#trouble} – ${this.#title}` : this.#title;
		const icon = ICONS[lost || this.#trouble ? 'bad' : 'good'];
		if (by('icon').getAttribute('href') !== icon) {
			by('icon').setAttribute('href', icon);
		}
		if (document.body.classList.contains('old') !== old) {
			document.body.classList.toggle('old', old);
			this.#onChange(old);
		}
	}

	#words(lost) {
		switch (this.#connection) {
			case 'locked':
				return ['wait', 'Locked'];
			case 'closed':
				return ['wait', 'Paused'];
			case 'open':
				return lost ? ['bad', 'No new figures'] : ['good', 'Live'];
			default:
				return this.#of === null ? ['wait', 'Connecting'] : ['bad', 'No connection'];
		}
	}

	/** The time is said once; its age goes on beside it without being read out. */
	#banner(old) {
		by('banner').hidden = !old;
		if (old) {
			write(by('banner').firstElementChild, `${this.#connection === 'open' ? 'No new figures' : 'No connection'}. `
				+ `Figures of ${formatClock(this.#of)}`);
			write(by('banner').lastElementChild, `, ${formatElapsed((performance.now() - this.#came) / 1000)} ago`);
		}
		else {
			write(by('banner').firstElementChild, '');
		}
	}

}

function mark(state, text) {
	by('connection').dataset.state = state;
	write(by('connection').lastElementChild, text);
}

function write(element, text) {
	if (element.textContent !== text) {
		element.textContent = text;
	}
}
