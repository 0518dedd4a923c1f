package io.eventstatistics.browser;

/**
 * The charts of the dashboard, as they are drawn in a browser.
 */
final class Charts {

	private final Browser browser;

	Charts(Browser browser) {
		this.browser = browser;
	}

	/** Pixels of the values' chart that have the colour of a style's variable. */
	private long pixels(String variable) {
		return (long) this.browser.run("""
				const canvas = document.querySelector('#values canvas');
				const probe = document.createElement('canvas').getContext('2d');
				probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('%s').trim();
				probe.fillRect(0, 0, 1, 1);
				const [r, g, b] = probe.getImageData(0, 0, 1, 1).data;
				const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
				let count = 0;
				for (let i = 0; i < data.length; i += 4) {
					if (data[i + 3] > 200 && Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b) < 30) {
						count++;
					}
				}
				return count;""".formatted(variable));
	}

	long accentPixels() {
		return pixels("--accent");
	}

	long inkPixels() {
		return pixels("--ink");
	}

	/** The share of the count chart's columns, right of the axis, that have a bar. */
	double columnsDrawn() {
		return ((Number) this.browser.run("""
				const over = document.querySelector('#counts .u-over');
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

	/** The two newest counts of the table, because the newest step may have just started. */
	double newestBars() {
		this.browser.run("document.getElementById('table').open = true");
		return ((Number) this.browser.run("""
				return [...document.querySelectorAll('#table tbody tr')].slice(0, 2)
					.map((row) => Number(row.cells[1].textContent.replace(',', '')))
					.reduce((sum, count) => sum + count, 0);""")).doubleValue();
	}

}
