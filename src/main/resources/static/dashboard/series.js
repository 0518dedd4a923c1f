/** The series: a table of the first of them that follows live, and a search among their names. */

import { request } from './access.js';
import { showNumber } from './exact.js';
import { formatCount, formatIn, formatValue } from './format.js';
import { Stream } from './stream.js';

const ROWS = 20;
const FOUND = 10;
const PACE = '2s';
const FIGURES = { count: formatCount, mean: (number) => formatIn(number), p50: (number) => formatIn(number),
	p99: (number) => formatIn(number), max: (number) => formatValue(number) };
const BUSIEST = '-count';
/** What a name may begin with. */
const BEGINNING = /^([A-Za-z0-9][A-Za-z0-9_.:-]{0,127})?$/;

/** @param series a name, or nothing for the events without one */
export function nameOf(series) {
	return series || 'Events without a name';
}

export class SeriesTable {

	#rows = new Map();
	#stream = null;
	#window = '';
	#prefix = '';
	#held = 0;
	#watching = false;

	/**
	 * @param section with the table and the search
	 * @param sort "series" or a figure, with a minus before it for descending; or null
	 * @param onOpen gets the name of a series that is to be shown, empty for the events without one
	 * @param onSort gets the order that the reader has chosen
	 */
	constructor(section, sort, onOpen, onSort) {
		this.section = section;
		this.sort = ['series', ...Object.keys(FIGURES)].includes(sort?.replace(/^-/, '')) ? sort : BUSIEST;
		this.onOpen = onOpen;
		this.onSort = onSort;
		this.body = section.querySelector('tbody');
		this.note = section.querySelector('.note');
		this.input = section.querySelector('input');
		for (const button of section.querySelectorAll('th button')) {
			button.addEventListener('click', () => this.#sortBy(button.dataset.sort));
		}
		this.input.addEventListener('input', () => this.#search(this.input.value.trim()));
		this.input.addEventListener('keydown', (event) => event.key === 'Enter' && this.#openTyped());
	}

	/** Follows the series of the asked part of the window, if there are any. */
	watch(question) {
		this.#window = question.length;
		this.#watching = true;
		this.hold(this.#held);
	}

	/** Begins or ends to follow, as the service holds series or none. */
	hold(held) {
		this.#held = held;
		if (!this.#watching) {
			return;
		}
		this.section.hidden = held === 0;
		if (held === 0) {
			this.#disconnect();
		}
		else if (!this.#stream) {
			this.#connect();
		}
	}

	close() {
		this.#watching = false;
		this.#disconnect();
	}

	/** Marks the row of the series that is shown. */
	mark(opened) {
		this.opened = opened;
		for (const [series, row] of this.#rows) {
			row.setAttribute('aria-current', String(series === opened));
		}
	}

	#disconnect() {
		this.#stream?.close();
		this.#stream = null;
	}

	#connect() {
		this.#disconnect();
		const asked = new URLSearchParams({ by: 'series', every: PACE, window: this.#window, sort: this.sort, limit: ROWS,
			stats: Object.keys(FIGURES).join() });
		if (this.#prefix) {
			asked.set('series', `${this.#prefix}*`);
		}
		this.#stream = new Stream(`/statistics/stream?${asked}`, (answer) => this.#show(answer));
		this.#stream.open();
		for (const head of this.section.querySelectorAll('th')) {
			const name = head.firstElementChild.dataset.sort;
			const direction = { [name]: 'ascending', [`-${name}`]: 'descending' }[this.sort];
			head.setAttribute('aria-sort', direction ?? 'none');
		}
	}

	/** Figures begin with the greatest, names with the first. */
	#sortBy(name) {
		const first = name === 'series' ? name : `-${name}`;
		const other = name === 'series' ? `-${name}` : name;
		this.sort = this.sort === first ? other : first;
		this.onSort(this.sort === BUSIEST ? null : this.sort);
		this.#connect();
	}

	#show({ groups, truncated }) {
		const focused = document.activeElement;
		const rows = new Map(groups.map((group) => [group.series ?? '', this.#row(group)]));
		this.#rows = rows;
		const wanted = [...rows.values()];
		if (wanted.some((row, index) => this.body.rows[index] !== row) || this.body.rows.length !== wanted.length) {
			this.body.replaceChildren(...wanted);
		}
		if (focused !== document.activeElement && this.body.contains(focused)) {
			focused.focus();
		}
		this.note.textContent = groups.length === 0 ? 'No series begins so.' : truncated ? `The first ${ROWS}.` : '';
		this.mark(this.opened);
	}

	#row(group) {
		const series = group.series ?? '';
		const row = this.#rows.get(series) ?? this.#newRow(series);
		Object.entries(FIGURES).forEach(([name, format], index) => {
			showNumber(row.cells[index + 1], format(group[name]), group[name]);
		});
		return row;
	}

	#newRow(series) {
		const row = document.createElement('tr');
		const button = row.insertCell().appendChild(document.createElement('button'));
		button.type = 'button';
		button.textContent = nameOf(series);
		button.addEventListener('click', () => this.onOpen(series));
		Object.keys(FIGURES).forEach(() => row.insertCell());
		return row;
	}

	async #search(typed) {
		const possible = BEGINNING.test(typed);
		this.input.setAttribute('aria-invalid', String(!possible));
		if (!possible) {
			return;
		}
		this.#prefix = typed;
		this.#connect();
		const response = await request(`/series?${new URLSearchParams({ prefix: typed, limit: FOUND })}`);
		if (response.ok && this.#prefix === typed) {
			const { series } = await response.json();
			this.section.querySelector('datalist').replaceChildren(...series.map((found) => new Option(found.series)));
		}
	}

	#openTyped() {
		const typed = this.input.value.trim();
		if (typed && BEGINNING.test(typed)) {
			this.onOpen(typed);
		}
	}

}
