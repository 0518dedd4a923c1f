/** The controls around the chart: the view, the scale, the lines, and what the scale leaves out. */

import { LINES } from '../address.js';
import { axisTitle, formatCount, formatTicks, formatValue, short } from '../format.js';
import { formatLength } from '../times.js';
import { beyond } from './paint.js';

export class Controls {

	/**
	 * @param section the card of the chart
	 * @param onChoice gets what the reader has chosen, by name: view, scale or lines
	 */
	constructor(section, onChoice) {
		this.section = section;
		this.buttons = [...section.querySelectorAll('#legend button')];
		this.radios = [...section.querySelectorAll('#view input, #scale input')];
		for (const radio of this.radios) {
			radio.addEventListener('change', () => onChoice({ [radio.name]: radio.value }));
		}
		for (const button of this.buttons) {
			button.addEventListener('click', () => {
				button.setAttribute('aria-pressed', String(button.getAttribute('aria-pressed') === 'false'));
				const shown = this.buttons.filter((each) => each.getAttribute('aria-pressed') === 'true');
				onChoice({ lines: LINES.filter((line) => shown.some((each) => each.dataset.line === line)) });
			});
		}
	}

	/** Shows what is chosen, and what is seen of it. */
	show(model) {
		for (const button of this.buttons) {
			button.setAttribute('aria-pressed', String(model.lines.includes(button.dataset.line)));
		}
		for (const radio of this.radios) {
			radio.checked = radio.value === (radio.name === 'view' ? model.view : model.mode);
		}
		this.section.dataset.view = model.view;
		this.#write('#values-title', title(model));
		this.#write('#counts-title', `Events per ${formatLength(model.step)}`);
		this.#write('#scale-note', notes(model).join(' · '));
	}

	#write(selector, text) {
		const element = this.section.querySelector(selector);
		if (element.textContent !== text) {
			element.textContent = text;
		}
	}

}

function title({ scale }) {
	return axisTitle('Value', formatTicks(scale.ticks.map((tick) => tick.value)).offset);
}

function notes(model) {
	const { above, below } = beyond(model);
	const notes = [];
	if (above.length > 0) {
		const greatest = above.reduce((most, point) => Math.max(most, point.max), -Infinity);
		notes.push(`▲ beyond the scale in ${steps(above.length)}, up to ${among(greatest, model)}`);
	}
	if (below.length > 0) {
		const least = below.reduce((most, point) => Math.min(most, point.min), Infinity);
		notes.push(`▼ below the scale in ${steps(below.length)}, down to ${among(least, model)}`);
	}
	if (model.scale.linearBelow !== null) {
		notes.push(`Logarithmic on both sides of zero, linear between ±${short(model.scale.linearBelow)}`);
	}
	return notes;
}

function steps(count) {
	return count === 1 ? 'one step' : `${formatCount(count)} steps`;
}

function among(value, { extent: { low, high } }) {
	return formatValue(value, low, high);
}
