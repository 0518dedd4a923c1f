/**
 * A stream of server-sent events that reconnects automatically: soon after a break, with
 * exponential back-off while the service refuses. An EventSource cannot be used, because
 * it cannot send an access token.
 */

import { request } from './access.js';

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 10000;
/** The service sends something at least every fifteen. */
const LONGEST_SILENCE = 40000;

export class Stream {

	#connection = null;
	#pause = FIRST_PAUSE;
	#silence = 0;

	/**
	 * @param url of the server-sent events
	 * @param onFigures gets each message, parsed
	 * @param onState gets "open", "wait" (it tries again) or "closed"
	 */
	constructor(url, onFigures, onState = () => {}) {
		this.url = url;
		this.onFigures = onFigures;
		this.onState = onState;
	}

	async open() {
		const connection = new AbortController();
		this.#connection = connection;
		try {
			await this.#read(connection);
		}
		catch {
			// The service has stopped, or cannot be reached.
		}
		clearTimeout(this.#silence);
		if (this.#connection === connection) {
			this.onState('wait');
			setTimeout(() => this.#connection === connection && this.open(), this.#pause);
			this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE);
		}
	}

	close() {
		const connection = this.#connection;
		this.#connection = null;
		connection?.abort();
		this.onState('closed');
	}

	async #read(connection) {
		const response = await request(this.url, { signal: connection.signal, headers: { Accept: 'text/event-stream' } });
		if (!response.ok) {
			return;
		}
		this.#pause = FIRST_PAUSE;
		this.onState('open');
		const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
		let text = '';
		for (let part = await reader.read(); !part.done; part = await reader.read()) {
			clearTimeout(this.#silence);
			this.#silence = setTimeout(() => connection.abort(), LONGEST_SILENCE);
			const blocks = (text + part.value).split('\n\n');
			text = blocks.pop();
			blocks.forEach((block) => this.#take(block));
		}
	}

	/** A block has lines "field: value"; comments and other events are ignored. */
	#take(block) {
		const fields = new Map(block.split('\n').map((line) => line.split(/: (.*)/, 2)));
		if (fields.get('event') === 'statistics') {
			this.onFigures(JSON.parse(fields.get('data')));
		}
	}

}
