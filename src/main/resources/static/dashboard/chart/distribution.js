/** The card of the distribution: a histogram of the events that the figures are of. */

import { getJson } from '../access.js';
import { showNumber } from '../exact.js';
import { axisTitle, formatCount, formatValue } from '../format.js';
import { formatZoned, parseTime } from '../times.js';
import { setUpDownload } from './download.js';
import { Histogram } from './histogram.js';
import { Tooltip } from './tooltip.js';

const BINS = 40;
/** Milliseconds between two histograms. */
const PACE = 5000;
/** The pause after a slow one, in times that it took. */
const REST = 20;
/** Times p99 beyond which the greatest value leaves nothing to see on a linear scale. */
const OUTLYING = 5;

export class Distribution {

	#question = null;
	#scale;
	#figures = {};
	#bins = [];
	#asked = { url: null, next: 0 };
	#asking = false;
	#visible = false;
	#focus = null;

	/**
	 * @param section the card
	 * @param scale "linear", "log", or null for the one that fits
	 * @param onChoice gets what goes into the address, by name
	 * @param onRead gets a bin in words when the reader moves to it by keyboard
	 */
	constructor(section, scale, onChoice, onRead) {
		this.section = section;
		this.onChoice = onChoice;
		this.onRead = onRead;
		this.#scale = scale;
		this.plot = section.querySelector('#bins');
		this.tooltip = new Tooltip(this.plot);
		this.histogram = new Histogram(this.plot.firstElementChild, (index) => this.#point(index));
		this.#listen();
	}

	/**
	 * Follows the figures: a new histogram every few seconds, while the card is in view.
	 * @param question the parameters of window and series
	 * @param figures with min, p99 and max
	 */
	follow(question, figures) {
		this.#question = question;
		this.#figures = figures;
		this.#look();
	}

	#listen() {
		for (const input of this.section.querySelectorAll('fieldset input')) {
			input.addEventListener('change', () => this.#choose(input.value));
		}
		setUpDownload(this.section.querySelector('.csv'), () => this.#url(), 'histogram');
		new IntersectionObserver(([entry]) => {
			this.#visible = entry.isIntersecting;
			this.#look();
		}).observe(this.section);
		this.section.querySelector('details').addEventListener('toggle', () => this.#showTable());
		this.plot.addEventListener('keydown', (event) => {
			const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
			if (step && this.#bins.length > 0) {
				event.preventDefault();
				this.#read(step);
			}
		});
		this.plot.addEventListener('blur', () => {
			this.histogram.setCursor(null);
			this.#point(null);
		});
	}

	/** The scale that would be chosen by itself is no choice. */
	#choose(scale) {
		this.#scale = null;
		this.#scale = scale === this.#shownScale() ? null : scale;
		this.onChoice({ bins: this.#scale });
		this.#look();
	}

	#shownScale() {
		const { min, p99, max } = this.#figures;
		return this.#scale ?? (min > 0 && max > OUTLYING * p99 ? 'log' : 'linear');
	}

	#url() {
		return `/statistics/histogram?bins=${BINS}&scale=${this.#shownScale()}&${this.#question}`;
	}

	/** Asks if there is something new to see, one question at a time. */
	async #look() {
		if (this.#asking || !this.#visible || this.#question === null || document.hidden) {
			return;
		}
		const url = this.#url();
		const begin = performance.now();
		if (url === this.#asked.url && begin < this.#asked.next) {
			return;
		}
		this.#asking = true;
		try {
			const answer = await getJson(url);
			if (url === this.#url()) {
				this.#show(answer, url.includes('scale=log'));
			}
		}
		catch {
			// The next figures ask again.
		}
		const end = performance.now();
		this.#asked = { url, next: end + Math.max(PACE, REST * (end - begin)) };
		this.#asking = false;
		if (this.#url() !== url) {
			this.#look();
		}
	}

	#show({ to, count, bins }, logarithmic) {
		this.#bins = bins;
		this.histogram.show(bins, logarithmic, this.#figures);
		for (const input of this.section.querySelectorAll('fieldset input')) {
			input.checked = input.value === (logarithmic ? 'log' : 'linear');
		}
		this.section.querySelector('.note').textContent = `${counted(count, 'event')} in ${counted(bins.length, 'bin')}, `
			+ `as of ${formatZoned(parseTime(to))}`;
		this.section.querySelector('h3').textContent = axisTitle('Events per bin of values', this.histogram.offset);
		this.#point(this.#focus);
		this.#showTable();
	}

	#read(by) {
		const index = Math.max(0, Math.min(this.#bins.length - 1, (this.#focus ?? (by > 0 ? -1 : this.#bins.length)) + by));
		this.histogram.setCursor(index);
		this.#point(index);
		this.onRead(`${this.#range(index)}: ${counted(this.#bins[index].count, 'event')}`);
	}

	#point(index) {
		this.#focus = index;
		const bin = this.#bins[index];
		if (!bin) {
			this.tooltip?.hide();
			return;
		}
		const all = this.#bins.reduce((sum, { count }) => sum + count, 0);
		const { x, y } = this.histogram.cursor(this.plot);
		this.tooltip.show(this.#range(index), [['Events', formatCount(bin.count)],
			['Share', `${(100 * bin.count / all).toLocaleString(undefined, { maximumSignificantDigits: 3 })} %`]], '', x, y);
	}

	/** The last bin has its end, the greatest value. */
	#range(index) {
		const { ge, lt } = this.#bins[index];
		const [from, to] = [ge, lt].map((edge) => formatValue(edge, ge, lt));
		return ge === lt ? from : `${from} to ${index === this.#bins.length - 1 ? '' : 'below '}${to}`;
	}

	#showTable() {
		const details = this.section.querySelector('details');
		if (!details.open) {
			return;
		}
		details.querySelector('tbody').replaceChildren(...this.#bins.map(({ ge, lt, count }) => {
			const row = document.createElement('tr');
			showNumber(row.insertCell(), formatValue(ge, ge, lt), ge);
			showNumber(row.insertCell(), formatValue(lt, ge, lt), lt);
			showNumber(row.insertCell(), formatCount(count), count);
			return row;
		}));
	}

}

function counted(count, name) {
	return `${formatCount(count)} ${name}${count === 1 ? '' : 's'}`;
}
