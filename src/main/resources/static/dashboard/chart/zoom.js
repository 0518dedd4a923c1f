/** Selects a span of time by dragging across the plots, with a mouse, a pen or a finger. */

/** Shorter drags are clicks, in pixels. */
const LEAST = 6;

export class Zoom {

	#start = null;
	#box;

	/**
	 * @param charts the element around the plots
	 * @param area returns the rectangle of the plots, in pixels of the viewport
	 * @param onSelect gets the ends of a span, in pixels from the left of the plots, ascending
	 * @param onReset is called at a double click
	 */
	constructor(charts, area, onSelect, onReset) {
		this.charts = charts;
		this.area = area;
		this.onSelect = onSelect;
		this.#box = charts.appendChild(document.createElement('div'));
		this.#box.className = 'zoom';
		this.#box.hidden = true;
		charts.addEventListener('pointerdown', (event) => this.#begin(event));
		charts.addEventListener('pointermove', (event) => this.#move(event));
		charts.addEventListener('pointerup', (event) => this.#end(event));
		charts.addEventListener('pointercancel', () => this.cancel());
		charts.addEventListener('dblclick', (event) => this.#isInside(event) && onReset());
	}

	cancel() {
		this.#start = null;
		this.#box.hidden = true;
	}

	#isInside({ clientX, clientY }) {
		const { left, right, top, bottom } = this.area();
		return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
	}

	#begin(event) {
		if (event.isPrimary && event.button === 0 && this.#isInside(event)) {
			this.#start = event.clientX;
		}
	}

	#move(event) {
		if (this.#start === null || !event.isPrimary) {
			return;
		}
		const [from, to] = this.#span(event);
		if (this.#box.hidden && to - from >= LEAST) {
			this.charts.setPointerCapture(event.pointerId);
			this.#box.hidden = false;
		}
		const { left, top, bottom } = this.area();
		const around = this.charts.getBoundingClientRect();
		Object.assign(this.#box.style, { left: `${left - around.left + from}px`, width: `${to - from}px`,
			top: `${top - around.top}px`, height: `${bottom - top}px` });
	}

	#end(event) {
		const selected = this.#start !== null && !this.#box.hidden;
		const span = selected ? this.#span(event) : null;
		this.cancel();
		if (selected && span[1] - span[0] >= LEAST) {
			this.onSelect(...span);
		}
	}

	#span(event) {
		const { left, right } = this.area();
		const inside = (x) => Math.max(0, Math.min(right - left, x - left));
		const ends = [inside(this.#start), inside(event.clientX)];
		return [Math.min(...ends), Math.max(...ends)];
	}

}
