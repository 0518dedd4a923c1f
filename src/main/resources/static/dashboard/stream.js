/**
 * A stream of figures that comes back by itself: after a break at once, and ever more
 * seldom while the service refuses.
 */

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 10000;

export class Stream {

	#source = null;
	#timer = 0;
	#pause = FIRST_PAUSE;

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

	open() {
		const source = new EventSource(this.url);
		this.#source = source;
		source.addEventListener('open', () => {
			this.#pause = FIRST_PAUSE;
			this.onState('open');
		});
		source.addEventListener('statistics', (event) => this.onFigures(JSON.parse(event.data)));
		source.addEventListener('error', () => {
			this.onState('wait');
			if (source.readyState === EventSource.CLOSED) {
				this.#timer = setTimeout(() => this.open(), this.#pause);
				this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE);
			}
		});
	}

	close() {
		clearTimeout(this.#timer);
		this.#source?.close();
		this.onState('closed');
	}

}
