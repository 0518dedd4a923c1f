/** The page: the figures of a part of the window, live, and how they came to be. */

import { readAddress, writeAddress } from './address.js';
import { setUpEmpty } from './empty.js';
import { setUpCopying } from './exact.js';
import { setUnit } from './format.js';
import { Freshness } from './freshness.js';
import { History } from './history.js';
import { setUpLocks } from './locks.js';
import { Pictures } from './pictures.js';
import { Question } from './question.js';
import { setUpForm } from './send.js';
import { nameOf, SeriesTable } from './series.js';
import { Service } from './service.js';
import { readSettings } from './settings.js';
import { Stream } from './stream.js';
import { clearFigures, FIGURES, showFigures, showTable } from './tiles.js';
import { formatLength, parseTime } from './times.js';
import { markWindow, offerWindows, serviceWindow, windowTitle } from './windows.js';

/** Milliseconds between two looks at the whole history, and until it tries again to begin. */
const REFRESH = 15_000;
const RETRY = 2000;
const HOUR = 3600;

const by = (id) => document.getElementById(id);

const read = (words) => by('reading').textContent = words;
const pictures = new Pictures(readAddress(), choosePicture, read, (names) => question.historyUrl(names));
const history = new History(() => pictures.figures(), showPoints);
const freshness = new Freshness(onAge);
const service = new Service((trouble) => freshness.trouble(trouble), (held) => table.hold(held));
const table = new SeriesTable(by('series'), readAddress().sort, chooseSeries, (sort) => writeAddress({ sort }));

/** What is asked, once the service's window is known; the latest figures; the stream of them. */
let question = null;
let figures = null;
let stream = null;

/** Shows what the address says. */
function show() {
	const address = readAddress();
	question = new Question(markWindow(by('windows'), address.window), address.series);
	history.watch(question);
	figures = null;
	document.body.classList.toggle('kiosk', address.kiosk);
	by('kiosk').setAttribute('aria-pressed', String(address.kiosk));
	by('history-title').textContent = windowTitle(question.window);
	by('opened').hidden = question.series === null;
	by('opened').firstElementChild.textContent = nameOf(question.series);
	by('name').value = question.series ?? '';
	by('empty-title').textContent = question.series === null ? 'No events yet' : 'No events in this series';
	by('demo').hidden = question.series !== null;
	table.mark(question.series);
	clearUnknown();
	connect();
}

/** Without a connection the figures of another question must not stay. */
function clearUnknown() {
	if (figures === null && document.body.classList.contains('old')) {
		clearFigures();
		pictures.show([], question.step, Date.now() / 1000 - question.window, Date.now() / 1000);
	}
}

function onAge() {
	service.forget();
	clearUnknown();
}

function chooseSeries(series) {
	writeAddress({ series }, true);
	show();
}

function choosePicture(changes) {
	writeAddress(changes);
	if ('view' in changes) {
		history.refresh();
	}
}

function connect() {
	disconnect();
	stream = new Stream(question.streamUrl(FIGURES), onFigures, onConnection);
	freshness.resume();
	stream.open();
	table.watch(question);
}

function disconnect() {
	stream?.close();
	table.close();
}

function onConnection(state) {
	freshness.connection(state);
	if (state === 'open') {
		history.refresh();
		service.look();
	}
}

function onFigures(latest) {
	figures = latest;
	freshness.came(parseTime(latest.to));
	showFigures(latest, question.window);
	pictures.follow(question, latest);
	showEmptiness();
	history.follow();
}

function showPoints(points, step, from, to) {
	pictures.show(points, step, from, to);
	showEmptiness();
	showOpenTable();
}

function showEmptiness() {
	const empty = figures?.count === 0 && history.points.every((point) => point.count === 0);
	by('empty').hidden = !empty;
	by('history').hidden = empty;
	by('distribution').hidden = empty;
}

function showOpenTable() {
	if (by('table').open) {
		showTable(by('table').querySelector('tbody'), history.points);
	}
}

function toggleKiosk() {
	writeAddress({ kiosk: !readAddress().kiosk }, true);
	show();
}

function onLocked(right) {
	if (right === 'read') {
		disconnect();
		freshness.connection('locked');
	}
}

function onUnlocked(right) {
	if (right === 'write') {
		by('value').focus();
	}
	else if (question) {
		connect();
	}
	else {
		start();
	}
}

function setUp() {
	setUpCopying();
	setUpEmpty(by('empty'), by('notice'), () => ({ to: parseTime(figures.to), seconds: Math.min(HOUR, question.window) }));
	setUpForm(by('send'), by('answer'), () => service.look());
	setUpLocks(onLocked, onUnlocked, () => question && connect());
	by('table').addEventListener('toggle', showOpenTable);
	by('all').addEventListener('click', () => chooseSeries(null));
	by('kiosk').addEventListener('click', toggleKiosk);
}

async function name() {
	const { title, unit } = await readSettings();
	setUnit(unit);
	by('title').textContent = title;
	freshness.title(title);
	for (const place of document.querySelectorAll('.unit')) {
		place.textContent = unit;
	}
}

/** Begins as soon as the service can say what its window is. */
async function start() {
	let longest;
	try {
		longest = await serviceWindow();
	}
	catch {
		if (!document.body.classList.contains('read-locked')) {
			freshness.connection('wait');
			setTimeout(start, RETRY);
		}
		return;
	}
	offerWindows(by('windows'), longest, (length, isLongest) => {
		writeAddress({ window: isLongest ? null : length });
		show();
	});
	by('window-note').textContent = `The service keeps ${formatLength(longest)}, exact to the nanosecond.`;
	show();
	addEventListener('popstate', () => {
		pictures.choose(readAddress());
		show();
	});
	document.addEventListener('visibilitychange', () => document.hidden ? disconnect() : connect());
	setInterval(() => document.hidden || history.refresh(), REFRESH);
}

document.body.classList.toggle('kiosk', readAddress().kiosk);
setUp();
service.start();
name();
start();
