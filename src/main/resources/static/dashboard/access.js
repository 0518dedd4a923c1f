/** Requests to the service, with the reader's access token of the right that each needs. */

/** The rights that have a token of their own. */
export const RIGHTS = ['read', 'write'];

const REFUSED = [401, 403];
/** Milliseconds that an answer may take. */
const PATIENCE = 10_000;

const tokens = new Map(RIGHTS.map((right) => [right, sessionStorage.getItem(keyOf(right))]));
let onRefused = () => {};

/** Like fetch, and never from a cache. Requests that post need the right to write, all others that to read. */
export async function request(url, { headers = {}, ...options } = {}) {
	const right = options.method === 'POST' ? 'write' : 'read';
	const token = tokenOf(right);
	const authorization = token ? { Authorization: `Bearer ${token}` } : {};
	const response = await fetch(url, { cache: 'no-store', ...options, headers: { ...headers, ...authorization } });
	if (REFUSED.includes(response.status) && token === tokenOf(right)) {
		onRefused(right, (await response.clone().json()).detail);
	}
	return response;
}

/** Gets JSON; fails if the service answers with an error, or not at all. */
export async function getJson(url) {
	const response = await request(url, { signal: AbortSignal.timeout(PATIENCE) });
	if (!response.ok) {
		throw new Error(`${url} answered ${response.status}`);
	}
	return response.json();
}

/** @param listener gets the right that was refused, and what the service said */
export function whenRefused(listener) {
	onRefused = listener;
}

/** Whether there is a token of a right's own. */
export function hasToken(right) {
	return Boolean(tokens.get(right));
}

/** Keeps a token until the tab is closed; null forgets it. */
export function keepToken(right, token) {
	tokens.set(right, token);
	if (token) {
		sessionStorage.setItem(keyOf(right), token);
	}
	else {
		sessionStorage.removeItem(keyOf(right));
	}
}

/** A token to read may have the right to write too. */
function tokenOf(right) {
	return tokens.get(right) ?? tokens.get('read');
}

function keyOf(right) {
	return `${right}-token`;
}
