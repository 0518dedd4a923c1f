/** A box beside the cursor with rows of names and values. It lies over the page and never moves anything. */

const GAP = 14;

export class Tooltip {

	/** @param around the positioned element that the box stays in */
	constructor(around) {
		this.around = around;
		this.box = around.appendChild(document.createElement('div'));
		this.box.className = 'tooltip';
		this.box.hidden = true;
		this.box.setAttribute('aria-hidden', 'true');
	}

	hide() {
		this.box.hidden = true;
	}

	/**
	 * @param title the first line
	 * @param rows of a name, a value, and the key of a swatch or none
	 * @param note a last line, or nothing
	 * @param x,y where the cursor is, in pixels of the surrounding element
	 */
	show(title, rows, note, x, y) {
		const list = document.createElement('dl');
		for (const [name, value, key] of rows) {
			const term = list.appendChild(document.createElement('dt'));
			const swatch = term.appendChild(document.createElement('span'));
			swatch.className = key ? `key ${key}` : 'key none';
			term.append(name);
			list.appendChild(document.createElement('dd')).textContent = value;
		}
		const head = document.createElement('strong');
		head.textContent = title;
		const foot = document.createElement('p');
		foot.textContent = note;
		foot.hidden = !note;
		this.box.replaceChildren(head, list, foot);
		this.box.hidden = false;
		this.#place(x, y);
	}

	#place(x, y) {
		const { clientWidth, clientHeight } = this.around;
		const { offsetWidth, offsetHeight } = this.box;
		const beside = x + GAP + offsetWidth <= clientWidth ? x + GAP : x - GAP - offsetWidth;
		this.box.style.left = `${Math.max(0, Math.min(clientWidth - offsetWidth, beside))}px`;
		this.box.style.top = `${Math.max(0, Math.min(clientHeight - offsetHeight, y - offsetHeight / 2))}px`;
	}

}
