/** The page: the figures of a part of the window, live, and how they came to be. */

import { request, setUpAccess } from './access.js';
import { readAddress, writeAddress } from './address.js';
import { Chart } from './chart/chart.js';
import { Distribution } from './chart/distribution.js';
import { setUpDownload } from './chart/download.js';
import { formatCount, formatFigure, formatLength, formatValue, formatZoned, parseTime } from './format.js';
import { setUpForm } from './send.js';
import { nameOf, SeriesTable } from './series.js';
import { Stream } from './stream.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** Seconds between two looks at the history, which knows best, and at the health. */
const REFRESH = 15;
/** Milliseconds that an answer may take. */
const PATIENCE = 10_000;
/** Seconds until it tries again to begin. */
const RETRY = 2;

const by = (id) => document.getElementById(id);

const state = { window: HOUR, series: null, step: 30, points: [], figures: null, now: Date.now() / 1000 };
/** The length that is to be asked for next, and whether an answer is awaited. */
const history = { wanted: 0, asking: false };
let stream = null;
let table = null;

const read = (words) => by('reading').textContent = words;
const chart = new Chart(by('history'), readAddress(), choosePicture, read);
const distribution = new Distribution(by('distribution'), readAddress().bins, writeAddress, read);

/** The service's window, in seconds. */
async function serviceWindow() {
	const { from, to } = await getJson('/statistics?stats=from,to');
	return Math.floor((parseTime(to) - parseTime(from)) * 1000 + 1e-6) / 1000;
}

/** A duration as the service parses it. */
function millis(seconds) {
	return `${Math.round(seconds * 1000)}ms`;
}

async function getJson(url) {
	const response = await request(url, { signal: AbortSignal.timeout(PATIENCE) });
	if (!response.ok) {
		throw new Error(`${url} answered ${response.status}`);
	}
	return response.json();
}

/** The switch: what the service's window has room for, and all of it where that is less than an hour. */
function offerWindows(longest) {
	const lengths = [1, 5, 15, 60].map((minutes) => minutes * MINUTE).filter((length) => length <= longest);
	if (longest < HOUR && !lengths.includes(longest)) {
		lengths.push(longest);
	}
	const { window } = readAddress();
	const chosen = lengths.includes(window) ? window : lengths.at(-1);
	for (const length of lengths) {
		const label = by('windows').appendChild(document.createElement('label'));
		const input = label.appendChild(document.createElement('input'));
		Object.assign(input, { type: 'radio', name: 'window', value: length, checked: length === chosen });
		label.appendChild(document.createElement('span')).textContent = formatLength(length);
		input.addEventListener('change', () => {
			writeAddress({ window: length === lengths.at(-1) ? null : length });
			watch(length);
		});
	}
	by('window-note').textContent = `The service keeps ${formatLength(longest)}, exact to the nanosecond.`;
	return chosen;
}

/** Seconds that one point of the chart stands for. */
function stepOf(length) {
	const step = { [HOUR]: 30, [15 * MINUTE]: 10 }[length] ?? Math.max(2, Math.ceil(length / 60));
	return Math.min(step, Math.ceil(length));
}

function watch(length) {
	Object.assign(state, { window: length, step: stepOf(length), points: [] });
	by('history-title').textContent = length === HOUR ? 'Last hour' : `Last ${formatLength(length)}`;
	connect();
}

/** Shows one series, the events without a name (empty), or all events (null). */
function open(series) {
	Object.assign(state, { series, points: [] });
	by('opened').hidden = series === null;
	by('opened').firstElementChild.textContent = nameOf(series);
	by('name').value = series ?? '';
	by('empty-title').textContent = series === null ? 'No events yet' : 'No events in this series';
	table.mark(series);
}

function choose(series) {
	writeAddress({ series }, true);
	open(series);
	connect();
}

/** The parameter by which a question is about what is shown. */
function ofSeries() {
	return state.series === null ? '' : `&series=${encodeURIComponent(state.series)}`;
}

function connect() {
	disconnect();
	stream = new Stream(`/statistics/stream?window=${millis(state.window)}${ofSeries()}`
		+ '&stats=count,mean,stddev,min,p50,p95,p99,max,to', showFigures, onConnection);
	stream.open();
	table.watch(millis(state.window));
}

function disconnect() {
	stream?.close();
	table.close();
}

function onConnection(now) {
	const [good, text] = { open: ['good', 'Live'], wait: ['wait', 'Reconnecting'], closed: ['wait', 'Paused'] }[now];
	mark('connection', good, text);
	if (now === 'open') {
		refresh();
	}
}

function mark(id, good, text) {
	const element = by(id);
	if (element.lastElementChild.textContent !== text) {
		element.dataset.state = good;
		element.lastElementChild.textContent = text;
	}
}

function choosePicture(changes) {
	writeAddress(changes);
	if ('view' in changes) {
		showHistory(state.window);
	}
}

/** Loads the whole history, which may have changed anywhere, and the health. */
async function refresh() {
	await Promise.all([showHistory(state.window), showHealth(), table.look()]);
}

/** Asks for one answer at a time, so that an older one never comes after a newer one. */
async function showHistory(length) {
	history.wanted = Math.max(history.wanted, length);
	if (history.asking) {
		return;
	}
	history.asking = true;
	while (history.wanted > 0) {
		const next = Math.min(history.wanted, state.window);
		history.wanted = 0;
		await showLatest(next);
	}
	history.asking = false;
}

/** The points of the last part of the history, which take the place of those that are shown. */
async function showLatest(length) {
	const { window, series, step } = state;
	try {
		const answer = await getJson(historyUrl(length));
		if (window === state.window && series === state.series) {
			const begin = parseTime(answer.from);
			const points = answer.points.map(({ timestamp, ...figures }) => ({ time: parseTime(timestamp), ...figures }))
				.filter((point) => length === window || point.time >= begin);
			state.now = parseTime(answer.to);
			showPoints(points);
		}
	}
	catch {
		// The stream tells, and comes back here.
	}
}

function historyUrl(length) {
	return `/statistics/history?window=${millis(length)}&step=${state.step}s&stats=${chart.figures}${ofSeries()}`;
}

async function showHealth() {
	try {
		const response = await fetch('/health', { cache: 'no-store' });
		const { status } = await response.json();
		mark('health', response.ok ? 'good' : 'bad', response.ok ? 'Healthy' : `Not healthy: ${status}`);
	}
	catch {
		mark('health', 'bad', 'Unreachable');
	}
}

function showFigures(figures) {
	state.figures = figures;
	write('count', formatCount(figures.count));
	write('rate', formatFigure(figures.count / state.window));
	for (const name of ['mean', 'stddev', 'p50', 'p99']) {
		write(name, formatFigure(figures[name]));
	}
	write('min', formatValue(figures.min));
	write('max', formatValue(figures.max));
	by('as-of').textContent = formatZoned(parseTime(figures.to));
	distribution.follow(`window=${millis(state.window)}${ofSeries()}`, figures);
	showEmptiness();
	showHistory(Math.min(2 * state.step, state.window));
}

function write(id, text) {
	const element = by(id);
	element.textContent = text;
	element.classList.toggle('long', text.length > 9);
}

function showPoints(latest) {
	const { step, window, now } = state;
	const from = now - window;
	state.points = [...state.points.filter((point) => point.time + step > from && point.time < latest[0]?.time), ...latest];
	chart.show(state.points, step, from, now);
	showEmptiness();
	if (by('table').open) {
		showTable();
	}
}

function showEmptiness() {
	const empty = state.figures?.count === 0 && state.points.every((point) => point.count === 0);
	by('empty').hidden = !empty;
	by('history').hidden = empty;
	by('distribution').hidden = empty;
}

function showTable() {
	by('table').querySelector('tbody').replaceChildren(...state.points.toReversed().map((point) => {
		const row = document.createElement('tr');
		for (const text of [formatZoned(point.time), formatCount(point.count), formatValue(point.min),
			formatFigure(point.mean), formatFigure(point.p50), formatFigure(point.p95), formatFigure(point.p99), formatValue(point.max)]) {
			row.insertCell().textContent = text;
		}
		return row;
	}));
}

async function copy() {
	try {
		await navigator.clipboard.writeText(by('command').textContent);
	}
	catch {
		getSelection().selectAllChildren(by('command'));
		document.execCommand('copy');
	}
	by('copy').textContent = 'Copied';
	setTimeout(() => by('copy').textContent = 'Copy', 2000);
}

function setUp() {
	by('command').textContent = `curl -s ${location.origin}/event -H 'Content-Type: application/json' `
		+ `-d '{"timestamp": "'$(date -u +%FT%TZ)'", "value": 12.34}'`;
	by('copy').addEventListener('click', copy);
	setUpDownload(by('history-csv'), () => historyUrl(state.window), 'history');
	by('table').addEventListener('toggle', showTable);
	setUpForm(by('send'), by('answer'));
	table = new SeriesTable(by('series'), readAddress().sort, choose, (sort) => writeAddress({ sort }));
	by('all').addEventListener('click', () => choose(null));
	open(readAddress().series);
	setUpAccess(by('access'), () => stream && connect());
}

async function start() {
	try {
		watch(offerWindows(await serviceWindow()));
	}
	catch {
		mark('connection', 'wait', 'Reconnecting');
		await showHealth();
		setTimeout(start, RETRY * 1000);
		return;
	}
	addEventListener('popstate', () => {
		open(readAddress().series);
		chart.choose(readAddress());
		connect();
	});
	document.addEventListener('visibilitychange', () => document.hidden ? disconnect() : connect());
	setInterval(() => document.hidden || refresh(), REFRESH * 1000);
}

setUp();
start();
