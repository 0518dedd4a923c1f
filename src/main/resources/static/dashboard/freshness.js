/**
 * How old the figures are, and whether the page may say so little as nothing about it:
 * without new ones everything turns grey, and a banner, the title and the icon say since when.
 */

import { formatClock, formatElapsed } from './times.js';

/** Milliseconds without figures after which those that are shown count as old. */
const OLD = 5000;
const TICK = 1000;
const ICONS = { good: '/dashboard/icon.svg', bad: '/dashboard/icon-alert.svg' };

const by = (id) => document.getElementById(id);

export class Freshness {

	/** When the latest figures came, by the clock of this machine that is never set, and by the service's. */
	#came = null;
	#of = null;
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

	get #age() {
		return this.#came === null ? Infinity : performance.now() - this.#came;
	}

	#show() {
		if (document.hidden) {
			return;
		}
		const lost = this.#connection !== 'locked' && (this.#connection === 'wait' || this.#age > OLD);
		const old = lost && this.#of !== null;
		this.#banner(old);
		mark(...this.#words(lost));
		document.title = old ? `⚠ Figures of ${formatClock(this.#of)} – ${this.#title}`
			: this.#trouble ? `⚠ ${this.#trouble} – ${this.#title}` : this.#title;
		const icon = ICONS[old || this.#trouble || this.#connection === 'wait' ? 'bad' : 'good'];
		if (by('icon').getAttribute('href') !== icon) {
			by('icon').setAttribute('href', icon);
		}
		if (document.body.classList.contains('old') !== old) {
			document.body.classList.toggle('old', old);
			this.#onChange(old);
		}
	}

	#words(lost) {
		return this.#connection === 'locked' ? ['wait', 'Locked'] : !lost ? ['good', 'Live']
			: this.#connection === 'open' ? ['wait', 'Waiting'] : this.#of === null ? ['wait', 'Connecting'] : ['bad', 'No connection'];
	}

	/** The time is said once; its age goes on beside it without being read out. */
	#banner(old) {
		by('banner').hidden = !old;
		if (old) {
			write(by('banner').firstElementChild, `No connection. Figures of ${formatClock(this.#of)}`);
			write(by('banner').lastElementChild, `, ${formatElapsed(this.#age / 1000)} ago`);
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
