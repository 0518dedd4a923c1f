package io.eventstatistics.page;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.OpenAPI;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/**
 * Describes the API by the document that is written for it, for the controllers read
 * requests by themselves and show little of them. It is read when it is first asked for.
 */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	@Bean
	OpenApiCustomizer document() {
		return (api) -> describe(api, new ClassPathResource("openapi.yaml"));
	}

	static void describe(OpenAPI api, Resource document) {
		OpenAPI written;
		try {
			written = Yaml31.mapper().readValue(document.getContentAsByteArray(), OpenAPI.class);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		api.openapi(written.getOpenapi())
			.info(written.getInfo())
			.tags(written.getTags())
			.security(written.getSecurity())
			.paths(written.getPaths())
			.components(written.getComponents());
	}

}
