/** What is locked: for each right a field for its token in place of what needs it, and a way to forget it. */

import { hasToken, keepToken, RIGHTS, whenRefused } from './access.js';

/** What a header can hold. */
const SENDABLE = /^[\x21-\x7e]+$/;
const UNSENDABLE = 'a token has letters, digits and signs only: there is another character in this one';

/**
 * Sets up the forms "read-lock" and "write-lock", hidden until the service refuses, and the
 * buttons by which tokens are forgotten.
 * @param onLocked gets a right as soon as it is refused
 * @param onUnlocked gets a right when there is another token for it
 * @param onForgotten gets a right when its token has been forgotten
 */
export function setUpLocks(onLocked, onUnlocked, onForgotten) {
	whenRefused((right, detail) => {
		lock(right, detail);
		onLocked(right);
	});
	for (const right of RIGHTS) {
		const { form, forget } = partsOf(right);
		form.addEventListener('submit', (event) => {
			event.preventDefault();
			const token = form.elements.token.value.trim();
			if (!SENDABLE.test(token)) {
				lock(right, UNSENDABLE);
				return;
			}
			keepToken(right, token);
			unlock(right);
			onUnlocked(right);
		});
		forget.addEventListener('click', () => {
			keepToken(right, null);
			unlock(right);
			onForgotten(right);
		});
		forget.hidden = !hasToken(right);
	}
}

/** Shows the field in place of what is locked; what the service said only if a token was refused. */
function lock(right, detail) {
	const { form, answer, forget } = partsOf(right);
	const refused = hasToken(right) || form.elements.token.value !== '';
	keepToken(right, null);
	document.body.classList.add(`${right}-locked`);
	form.closest('.lock').hidden = false;
	forget.hidden = true;
	form.elements.token.setAttribute('aria-invalid', String(refused));
	if (refused && answer.textContent !== detail) {
		answer.textContent = detail;
	}
}

function unlock(right) {
	const { form, answer, forget } = partsOf(right);
	document.body.classList.remove(`${right}-locked`);
	form.closest('.lock').hidden = true;
	form.reset();
	answer.textContent = '';
	forget.hidden = !hasToken(right);
}

function partsOf(right) {
	const form = document.getElementById(`${right}-lock`);
	return { form, answer: form.closest('.lock').querySelector('[role="status"]'),
		forget: document.getElementById(`forget-${right}`) };
}
