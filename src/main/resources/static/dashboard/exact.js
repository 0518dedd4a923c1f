/** Numbers that are shown rounded and kept exact: on hover, and when they are copied. */

import { formatExact } from './format.js';

/**
 * Shows a number.
 * @param element gets the text; hovered and copied it gives the number as it is
 * @param text the number as it is shown
 * @param number the number, or null
 */
export function showNumber(element, text, number) {
	const exact = formatExact(number);
	if (element.textContent !== text) {
		element.textContent = text;
	}
	if (element.dataset.exact !== exact) {
		element.dataset.exact = exact;
		element.title = exact;
	}
}

/** Copies exact numbers where whole ones are selected or focused, tables as lines with tabs. */
export function setUpCopying() {
	document.addEventListener('copy', (event) => {
		const focused = document.activeElement?.closest('[data-exact]');
		const text = getSelection().isCollapsed ? focused?.dataset.exact || null : selectedText(getSelection());
		if (text !== null) {
			event.clipboardData.setData('text/plain', text);
			event.preventDefault();
		}
	});
}

/** The text of a selection with exact numbers; null where none is wholly in it. */
function selectedText(selection) {
	if (selection.rangeCount !== 1) {
		return null;
	}
	const range = selection.getRangeAt(0);
	const around = range.commonAncestorContainer;
	const one = (around.nodeType === Node.TEXT_NODE ? around.parentElement : around).closest('[data-exact]');
	if (one) {
		return selection.toString().trim() === one.textContent ? one.dataset.exact : null;
	}
	const part = range.cloneContents();
	const numbers = [...part.querySelectorAll('[data-exact]')].filter((number) => number.textContent);
	for (const number of numbers) {
		number.textContent = number.dataset.exact || number.textContent;
	}
	return numbers.length > 0 ? lines(part) : null;
}

function lines(part) {
	const blocks = [...part.querySelectorAll('tr, li, p, div:has(> dt)')].filter((block) => block.textContent.trim());
	if (blocks.length === 0) {
		return part.textContent.trim();
	}
	return blocks.map((block) => [...block.children].map((child) => child.textContent.trim()).filter(Boolean).join('\t'))
		.join('\n');
}
