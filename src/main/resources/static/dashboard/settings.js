/** What the service calls its figures. */

const SETTINGS = '/dashboard/settings.json';
const NAME = 'Event Statistics';

/** @returns the title of the page, and the unit of the values or an empty text */
export async function readSettings() {
	try {
		const response = await fetch(SETTINGS);
		const { title, unit } = await response.json();
		return { title: title ?? NAME, unit: unit ?? '' };
	}
	catch {
		return { title: NAME, unit: '' };
	}
}
