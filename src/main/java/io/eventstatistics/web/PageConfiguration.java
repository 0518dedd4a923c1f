package io.eventstatistics.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Sets up the pages. They load nothing from elsewhere, run no script and apply no style
 * but what is in files of this service, and are in no frame.
 */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {

	private static final String[] PAGES = { "/", "/index.html", "/dashboard/*", "/webjars/*", "/swagger-ui.html",
			"/swagger-ui/*" };

	private static final Map<String, String> HEADERS = Map.of("Content-Security-Policy",
			"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
					+ "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
			"X-Content-Type-Options", "nosniff", "X-Frame-Options", "DENY", "Referrer-Policy", "no-referrer",
			"Cross-Origin-Opener-Policy", "same-origin", "Cross-Origin-Resource-Policy", "same-origin");

	/** By path, so that the API's answers do not pass here. */
	@Bean
	FilterRegistrationBean<Filter> pageHeaders() {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
			HEADERS.forEach(((HttpServletResponse) response)::setHeader);
			chain.doFilter(request, response);
		});
		registration.addUrlPatterns(PAGES);
		return registration;
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		serve(registry, "/**", "classpath:/static/");
		serve(registry, "/webjars/**", "classpath:/META-INF/resources/webjars/");
	}

	/**
	 * Browsers ask each time whether there is something new. They ask by content, for all
	 * files of a reproducible build have one date.
	 */
	private static void serve(ResourceHandlerRegistry registry, String pattern, String location) {
		registry.addResourceHandler(pattern)
			.addResourceLocations(location)
			.setCacheControl(CacheControl.noCache())
			.setUseLastModified(false)
			.setEtagGenerator(PageConfiguration::hash)
			.resourceChain(true);
	}

	private static String hash(Resource resource) {
		try {
			return DigestUtils.md5DigestAsHex(resource.getContentAsByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
