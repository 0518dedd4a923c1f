/** The chart and the distribution. They are loaded beside the figures, which do not wait for them. */

export class Pictures {

	#loaded;

	/**
	 * @param choices what the page's address says
	 * @param onChoice gets what goes into the address, by name
	 * @param onRead gets in words what the reader moves to by keyboard
	 * @param historyUrl returns the address of the history that is shown
	 */
	constructor(choices, onChoice, onRead, historyUrl) {
		this.#loaded = load(choices, onChoice, onRead, historyUrl);
	}

	/** The figures of the points that the chart shows. */
	async figures() {
		return (await this.#loaded).chart.figures;
	}

	/** Shows points, oldest first, of some seconds each, over a span of time. */
	async show(points, step, from, to) {
		(await this.#loaded).chart.show(points, step, from, to);
	}

	/** Takes over what the address says. */
	async choose(choices) {
		(await this.#loaded).chart.choose(choices);
	}

	/** Shows the distribution of the events that the figures are of. */
	async follow(question, figures) {
		(await this.#loaded).distribution.follow(question.parameters(), figures);
	}

}

async function load(choices, onChoice, onRead, historyUrl) {
	await library();
	const [{ Chart }, { Distribution }, { setUpDownload }] = await Promise.all([import('./chart/chart.js'),
		import('./chart/distribution.js'), import('./chart/download.js')]);
	const by = (id) => document.getElementById(id);
	const chart = new Chart(by('history'), choices, onChoice, onRead);
	setUpDownload(by('history-csv'), () => historyUrl(chart.figures), 'history');
	return { chart, distribution: new Distribution(by('distribution'), choices.bins, onChoice, onRead) };
}

/** The plots' library is a script of the page that runs after this one. */
async function library() {
	if (!window.uPlot) {
		await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
	}
}
