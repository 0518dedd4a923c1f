/** The service: its health, what it refuses, what comes too late, how full it is, its ledger. */

import { getJson } from './access.js';
import { formatCount, formatExact, short } from './format.js';
import { formatElapsed, parseTime } from './times.js';

const STATE = '/dashboard/state.json';
/** Milliseconds between two looks, and that an answer may take. */
const PACE = 5000;
const PATIENCE = 4000;
/** Milliseconds in which what does not count is summed up. */
const RECENT = 5 * 60_000;
/** The part of a limit from which it is nearly, and from which it is as good as reached. */
const NEARLY = 0.8;
const FULL = 0.999;
/** Refusals that have a chip of their own. */
const WINDOW_FULL = 'window_full';

const by = (id) => document.getElementById(id);

export class Service {

	/** Earlier states of this process, oldest first, with the time of this machine. */
	#states = [];
	/** What is wrong with the health, or an empty text; and the chips of the latest state. */
	#illness = '';
	#chips = [];
	#onTrouble;
	#onSeries;

	/**
	 * @param onTrouble gets what is wrong in few words, or an empty text
	 * @param onSeries gets the number of series that hold events
	 */
	constructor(onTrouble, onSeries) {
		this.#onTrouble = onTrouble;
		this.#onSeries = onSeries;
	}

	/** Begins to look again and again, also while the page is hidden, as its title tells. */
	start() {
		setInterval(() => this.look(), PACE);
		return this.look();
	}

	/** Looks at once. */
	async look() {
		await Promise.all([this.#lookAtHealth(), this.#lookAtState()]);
	}

	/** What was known of the health counts no more. */
	forget() {
		mark('wait', 'Health unknown');
		this.#lookAtHealth();
	}

	async #lookAtHealth() {
		try {
			const response = await fetch('/health', { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) });
			const { status } = await response.json();
			this.#illness = response.ok ? '' : 'Not healthy';
			mark(response.ok ? 'good' : 'bad', response.ok ? 'Healthy' : `Not healthy: ${status}`);
		}
		catch {
			this.#illness = 'Unreachable';
			mark('bad', 'Unreachable');
		}
		this.#tell();
	}

	async #lookAtState() {
		if (document.body.classList.contains('read-locked')) {
			this.#states = [];
			this.#chips = [];
			showChips([]);
			return;
		}
		try {
			this.#show(await getJson(STATE));
		}
		catch {
			// The connection and the health say so.
		}
	}

	#tell() {
		this.#onTrouble(this.#illness || (this.#chips.find(({ level }) => level === 'bad')?.name ?? ''));
	}

	#show(state) {
		const now = performance.now();
		if (this.#states.at(-1)?.state.startedAt !== state.startedAt) {
			this.#states = [];
		}
		this.#states = [...this.#states.filter(({ at }) => at > now - RECENT), { at: now, state }];
		this.#chips = chipsOf(this.#states[0].state, state);
		showChips(this.#chips);
		this.#tell();
		showFooter(state);
		this.#onSeries(state.series.used);
	}

}

/** What is to be said, the worst first: name, text, level and an explanation. */
function chipsOf(before, state) {
	return [...ledgerChips(state), ...fullChips(before, state), ...lateChips(before, state), ...refusalChips(before, state)];
}

function ledgerChips({ ledger }) {
	const chip = {
		failed: { name: 'Ledger failed', level: 'bad', more: 'events are refused until the next start' },
		unreachable: { name: 'Ledger lost', level: 'bad', more: 'events are refused until it is back' },
		replaying: { name: 'Ledger replaying', level: 'warn', more: 'figures come when it is done' },
	}[ledger?.state];
	return chip ? [{ ...chip, text: `${ledger.type}, ${formatCount(ledger.entries)} ${ledger.entries === 1 ? 'entry' : 'entries'} applied` }] : [];
}

function fullChips(before, { events, memory, series, refusals }) {
	const refused = grown(before.refusals, refusals, WINDOW_FULL);
	const chips = [];
	const parts = [['events', events, formatCount], ['of memory', memory, formatBytes]];
	const [what, { used, limit }, format] = parts[events.used / events.limit >= memory.used / memory.limit ? 0 : 1];
	const text = `${format(used)} of ${format(limit)} ${what}`;
	if (used >= FULL * limit || refused > 0) {
		chips.push({ name: 'Window full', level: 'bad', text: `${text}, ${requests(refused)} refused`,
			more: 'further events are refused until older ones leave the window' });
	}
	else if (used >= NEARLY * limit) {
		chips.push({ name: 'Window nearly full', level: 'warn', text });
	}
	if (series.used > 0 && series.used >= NEARLY * series.limit) {
		chips.push({ name: series.used >= series.limit ? 'No more series' : 'Many series', level: 'warn',
			text: `${formatCount(series.used)} of ${formatCount(series.limit)}` });
	}
	return chips;
}

function lateChips(before, state) {
	const late = state.late - before.late;
	return late > 0 ? [{ name: 'Late', level: 'warn', text: `${formatCount(late)} not counted`,
		more: 'older than the window when they came, in the last 5 min' }] : [];
}

function refusalChips(before, { refusals }) {
	const reasons = Object.keys(refusals).filter((reason) => reason !== WINDOW_FULL)
		.map((reason) => [reason.replaceAll('_', ' '), grown(before.refusals, refusals, reason)])
		.filter(([, count]) => count > 0);
	const all = reasons.reduce((sum, [, count]) => sum + count, 0);
	return all > 0 ? [{ name: 'Refused', level: 'warn', text: requests(all),
		more: `${reasons.map(([reason, count]) => `${reason} ${formatCount(count)}`).join(', ')}, in the last 5 min` }] : [];
}

function grown(before, after, reason) {
	return (after[reason] ?? 0) - (before[reason] ?? 0);
}

function requests(count) {
	return `${formatCount(count)} ${count === 1 ? 'request' : 'requests'}`;
}

/** Replaces chips only where they differ, so that they are read out once. */
function showChips(chips) {
	const texts = chips.map(({ name, text, more }) => `${name}: ${text}${more ? ` (${more})` : ''}`);
	if (by('chips').dataset.shown === texts.join('\n')) {
		return;
	}
	by('chips').dataset.shown = texts.join('\n');
	by('chips').replaceChildren(...chips.map(({ name, text, level, more }) => {
		const item = document.createElement('li');
		item.dataset.state = level;
		item.appendChild(document.createElement('strong')).textContent = name;
		item.append(` ${text}`);
		if (more) {
			item.appendChild(document.createElement('small')).textContent = more;
		}
		return item;
	}));
}

function showFooter({ version, startedAt, at, events, memory, late, refusals }) {
	const refused = Object.values(refusals).reduce((sum, count) => sum + count, 0);
	const parts = [`Up ${formatElapsed(parseTime(at) - parseTime(startedAt))}`, version ? `version ${version}` : '',
		`${formatCount(events.used)} of ${formatCount(events.limit)} events`,
		`${formatBytes(memory.used)} of ${formatBytes(memory.limit)} (${percent(memory)})`,
		`since the start ${formatCount(late)} late, ${formatCount(refused)} refused`];
	by('service').textContent = parts.filter(Boolean).join(' · ');
	by('service').title = `${formatExact(memory.used)} of ${formatExact(memory.limit)} bytes`;
}

function percent({ used, limit }) {
	return (used / limit).toLocaleString(undefined, { style: 'percent', maximumSignificantDigits: 2 });
}

function formatBytes(bytes) {
	return `${short(bytes)}B`.replace(/(\d)B$/, '$1 B');
}

function mark(state, text) {
	const element = by('health');
	element.dataset.state = state;
	if (element.lastElementChild.textContent !== text) {
		element.lastElementChild.textContent = text;
	}
}
