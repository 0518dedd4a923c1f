package io.eventstatistics.browser;

import java.util.List;

/**
 * The charts of the dashboard, as they are drawn in a browser.
 */
final class Charts {

	private final Browser browser;

	Charts(Browser browser) {
		this.browser = browser;
	}

	/** Pixels of the values' chart that have the colour of a style's variable. */
	long pixels(String variable) {
		return rows(variable).size();
	}

	/** Where the pixels of that colour are, as parts of the chart's height, from the top; none before it is drawn. */
	@SuppressWarnings("unchecked")
	List<Double> rows(String variable) {
		return ((List<Number>) this.browser.run("""
				const canvas = document.querySelector('#values canvas');
				if (!canvas) {
					return [];
				}
				const probe = document.createElement('canvas').getContext('2d');
				probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('%s').trim();
				probe.fillRect(0, 0, 1, 1);
				const [r, g, b] = probe.getImageData(0, 0, 1, 1).data;
				const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
				const rows = [];
				for (let i = 0; i < data.length; i += 4) {
					if (data[i + 3] > 200 && Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b) < 30) {
						rows.push(i / 4 / canvas.width / canvas.height);
					}
				}
				return rows;""".formatted(variable))).stream().map(Number::doubleValue).toList();
	}

	/** Pixels of the line of the median, which is drawn unless it is hidden. */
	long medianPixels() {
		return pixels("--p50");
	}

	/** The share of the count chart's columns, right of the axis, that have a bar. */
	double columnsDrawn() {
		return ((Number) this.browser.run("""
				const over = document.querySelector('#counts .u-over');
				if (!over) {
					return 0;
				}
				const canvas = document.querySelector('#counts canvas');
				const scale = canvas.width / canvas.clientWidth;
				const left = Math.round(over.offsetLeft * scale);
				const width = Math.round(over.clientWidth * scale);
				const bottom = Math.round((over.offsetTop + over.clientHeight - 4) * scale);
				const { data } = canvas.getContext('2d').getImageData(left, bottom, width, 1);
				let drawn = 0;
				for (let i = 3; i < data.length; i += 4) {
					drawn += data[i] > 100;
				}
				return drawn / width / 0.78;""")).doubleValue();
	}

	/** Pixels of bars of the counts' chart of some opacity, 0 to 255. */
	long bars(int from, int to) {
		return (long) this.browser.run("""
				const over = document.querySelector('#counts .u-over');
				if (!over) {
					return 0;
				}
				const canvas = document.querySelector('#counts canvas');
				const scale = canvas.width / canvas.clientWidth;
				const [left, top, width, height] = [over.offsetLeft, over.offsetTop, over.clientWidth, over.clientHeight - 2]
					.map((length) => Math.round(length * scale));
				const { data } = canvas.getContext('2d').getImageData(left, top + height / 2, width, height / 2);
				return data.filter((alpha, index) => index %% 4 === 3 && alpha >= %d && alpha <= %d).length;"""
			.formatted(from, to));
	}

	/** The two newest counts of the table, because the newest step may have just started. */
	double newestBars() {
		this.browser.run("document.getElementById('table').open = true");
		return ((Number) this.browser.run("""
				return [...document.querySelectorAll('#table tbody tr')].slice(0, 2)
					.map((row) => Number(row.cells[1].textContent.replace(',', '')))
					.reduce((sum, count) => sum + count, 0);""")).doubleValue();
	}

	/** Saves with a button, and waits until what is saved is what the service answers. */
	void awaitSaved(String button, String path) {
		this.browser.await(15, () -> (boolean) this.browser.run("""
				const create = URL.createObjectURL;
				return new Promise((resolve) => {
					URL.createObjectURL = (blob) => {
						URL.createObjectURL = create;
						resolve(blob);
						return create.call(URL, blob);
					};
					document.querySelector('%s').click();
				}).then(async (blob) => {
					const answer = await fetch('%s', { headers: { Accept: 'text/csv' } });
					const [saved, answered] = [await blob.text(), await answer.text()];
					return saved === answered && saved.split('\\r\\n').length > 40;
				})""".formatted(button, path)));
	}

}
