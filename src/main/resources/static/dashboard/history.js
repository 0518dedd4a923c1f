/**
 * The history behind the chart. It follows the figures: with each of them it asks for the
 * counts of all steps, which cost little, and then for the figures of those that have
 * changed, however old they are. So a late event is in the chart as soon as in the figures.
 */

import { getJson } from './access.js';
import { parseTime } from './times.js';

/** Seconds that may pass between two questions without a gap between their answers. */
const SLACK = 5;

export class History {

	#question = null;
	#points = [];
	#wanted = null;
	#asking = false;

	/**
	 * @param figures returns the figures of a point, as a promise
	 * @param onPoints gets the points, oldest first, with their time, the step, the beginning and the end
	 */
	constructor(figures, onPoints) {
		this.figures = figures;
		this.onPoints = onPoints;
	}

	/** The points that are shown, oldest first. */
	get points() {
		return this.#points;
	}

	/** Begins anew. */
	watch(question) {
		this.#question = question;
		this.#points = [];
	}

	/** Loads all points. */
	refresh() {
		return this.#look('all');
	}

	/** Loads the points that have changed. */
	follow() {
		return this.#look('changed');
	}

	/** Asks for one answer at a time, so that an older one never comes after a newer one. */
	async #look(what) {
		this.#wanted = this.#wanted === 'all' ? 'all' : what;
		if (this.#asking) {
			return;
		}
		this.#asking = true;
		while (this.#wanted !== null) {
			const next = this.#wanted;
			this.#wanted = null;
			try {
				await (next === 'all' || this.#points.length === 0 ? this.#loadAll() : this.#loadChanged());
			}
			catch {
				// The stream tells, and comes back here.
			}
		}
		this.#asking = false;
	}

	async #loadAll() {
		const question = this.#question;
		const { points, to } = await this.#get(question, await this.figures(), question.window);
		this.#show(question, points, to);
	}

	async #loadChanged() {
		const question = this.#question;
		const { points, to } = await this.#get(question, ['count'], question.window);
		const known = new Map(this.#points.map((point) => [point.time, point.count]));
		const oldest = points.slice(1).find((point) => known.get(point.time) !== point.count);
		if (!oldest) {
			this.#show(question, [], to);
			return;
		}
		const seconds = to - oldest.time + Math.max(SLACK, question.step);
		if (seconds >= question.window) {
			await this.#loadAll();
			return;
		}
		const changed = await this.#get(question, await this.figures(), seconds);
		this.#show(question, changed.points.filter((point) => point.time >= changed.from), changed.to);
	}

	async #get(question, figures, seconds) {
		const { from, to, points } = await getJson(question.historyUrl(figures, seconds));
		return { from: parseTime(from), to: parseTime(to),
			points: points.map(({ timestamp, ...others }) => ({ time: parseTime(timestamp), ...others })) };
	}

	/** The latest points take the place of those that are shown. */
	#show(question, latest, to) {
		if (question !== this.#question) {
			return;
		}
		const { step, window } = question;
		const from = to - window;
		const before = latest[0]?.time ?? Infinity;
		this.#points = [...this.#points.filter((point) => point.time + step > from && point.time < before), ...latest];
		this.onPoints(this.#points, step, from, to);
	}

}
