/** Saves what is shown as CSV, as the service itself writes it. */

import { request } from '../access.js';

/**
 * @param button that saves
 * @param url returns the address of what is shown
 * @param name the beginning of the file's name
 */
export function setUpDownload(button, url, name) {
	button.addEventListener('click', async () => {
		button.disabled = true;
		try {
			const response = await request(url(), { headers: { Accept: 'text/csv' } });
			if (!response.ok) {
				throw new Error(`answered ${response.status}`);
			}
			save(await response.blob(), `${name}-${new Date().toISOString().replace(/[:.]/g, '-')}.csv`);
		}
		catch {
			button.textContent = 'CSV failed';
			setTimeout(() => button.textContent = 'CSV', 4000);
		}
		button.disabled = false;
	});
}

function save(blob, name) {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(blob);
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
