// takes the place of the WebJar's file of this name, which shows another API
window.onload = () => {
	window.ui = SwaggerUIBundle({
		url: '../v3/api-docs',
		dom_id: '#swagger-ui',
		deepLinking: true,
		layout: 'StandaloneLayout',
		// a stream never ends, and the page shows only complete answers
		plugins: [SwaggerUIBundle.plugins.DownloadUrl, () => ({ statePlugins: { spec: { wrapSelectors: {
			allowTryItOutFor: () => (state, path) => !['/statistics/stream', '/statistics/ws'].includes(path)
		} } } })],
		presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
		validatorUrl: null
	});
};
