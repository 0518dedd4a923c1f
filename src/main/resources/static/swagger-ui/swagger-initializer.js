// takes the place of the WebJar's file of this name, which shows another API
window.onload = () => {
	window.ui = SwaggerUIBundle({
		url: '../v3/api-docs',
		dom_id: '#swagger-ui',
		deepLinking: true,
		layout: 'StandaloneLayout',
		plugins: [SwaggerUIBundle.plugins.DownloadUrl],
		presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
		validatorUrl: null
	});
};
