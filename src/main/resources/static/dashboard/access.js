/** Requests to the service, with the reader's access token where it wants one. */

const KEY = 'access-token';
const REFUSED = [401, 403];
/** What a header can hold. */
const SENDABLE = /^[\x21-\x7e]+$/;

let token = sessionStorage.getItem(KEY);
let onRefused = () => {};

/** Like fetch, and never from a cache. */
export async function request(url, { headers = {}, ...options } = {}) {
	const authorization = token ? { Authorization: `Bearer ${token}` } : {};
	const response = await fetch(url, { cache: 'no-store', ...options, headers: { ...headers, ...authorization } });
	if (REFUSED.includes(response.status)) {
		onRefused((await response.clone().json()).detail);
	}
	return response;
}

/**
 * Asks for a token as soon as the service does, and keeps it until the tab is closed.
 * @param section is hidden until then; it holds a form with a field "token" and a place for what the service said
 * @param onToken is called when there is another token
 */
export function setUpAccess(section, onToken) {
	const form = section.querySelector('form');
	const answer = section.querySelector('[role="status"]');
	onRefused = (detail) => {
		section.hidden = false;
		if (answer.textContent !== detail) {
			answer.textContent = detail;
		}
		form.elements.token.setAttribute('aria-invalid', String(Boolean(token || form.elements.token.value)));
	};
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		const typed = form.elements.token.value.trim();
		if (!SENDABLE.test(typed)) {
			onRefused('a token has letters, digits and signs only: there is another character in this one');
			return;
		}
		token = typed;
		sessionStorage.setItem(KEY, token);
		section.hidden = true;
		form.reset();
		onToken();
	});
}
