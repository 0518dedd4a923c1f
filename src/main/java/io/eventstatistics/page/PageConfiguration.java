package io.eventstatistics.page;

import java.util.List;
import java.util.Map;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.webjars.WebJarVersionLocator;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Configures the pages and their headers. Pages load scripts and styles only from this
 * service, and cannot be framed.
 */
@Configuration(proxyBeanMethods = false)
@Import({ OpenApiController.class, PageSettingsController.class, ServiceStateController.class })
public class PageConfiguration implements WebMvcConfigurer {

	static final String SETTINGS = "/dashboard/settings.json";

	static final String STATE = "/dashboard/state.json";

	/**
	 * Path patterns of the dashboard's settings, of the API explorer and of its document.
	 */
	public static final List<String> OPEN = List.of(SETTINGS, "/swagger-ui.html", "/swagger-ui/**", "/v3/api-docs",
			"/v3/api-docs.yaml");

	/** Path patterns of what the dashboard shows of the service. */
	public static final List<String> READ = List.of(STATE);

	private static final String[] PAGES = { "/", "/index.html", "/dashboard/*", "/webjars/*", "/swagger-ui.html",
			"/swagger-ui/*" };

	private static final String WEB_JARS = "classpath:/META-INF/resources/webjars/";

	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'%s; "
			+ "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	private static final Map<String, String> HEADERS = Map.of("X-Content-Type-Options", "nosniff", "X-Frame-Options",
			"DENY", "Referrer-Policy", "no-referrer", "Cross-Origin-Opener-Policy", "same-origin",
			"Cross-Origin-Resource-Policy", "same-origin");

	/**
	 * Registered by path, so that it does not run for the API. Only the API explorer, a
	 * library, needs inline styles.
	 */
	@Bean
	FilterRegistrationBean<Filter> pageHeaders(DispatcherServletPath servlet) {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
			HttpServletRequest page = (HttpServletRequest) request;
			String prefix = page.getContextPath() + servlet.getPrefix();
			String path = page.getRequestURI().substring(prefix.length());
			setHeaders((HttpServletResponse) response, path.startsWith("/swagger-ui"));
			if ("/".equals(path)) {
				request.getRequestDispatcher(servlet.getPrefix() + "/index.html").forward(request, response);
			}
			else {
				chain.doFilter(request, response);
			}
		});
		for (String page : PAGES) {
			registration.addUrlPatterns(servlet.getPrefix() + page);
		}
		return registration;
	}

	private static void setHeaders(HttpServletResponse page, boolean explorer) {
		page.setHeader("Content-Security-Policy", POLICY.formatted(explorer ? " 'unsafe-inline'" : ""));
		HEADERS.forEach(page::setHeader);
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		FilesInMemory files = new FilesInMemory();
		serve(registry, files, "/**", "classpath:/static/");
		serve(registry, files, "/webjars/**", WEB_JARS);
		serve(registry, files, "/swagger-ui/**", "classpath:/static/swagger-ui/",
				WEB_JARS + "swagger-ui/" + new WebJarVersionLocator().version("swagger-ui") + "/");
	}

	/**
	 * Browsers revalidate on each use, by a hash of the content: all files of a
	 * reproducible build have the same date. The tag is weak, since Tomcat compresses no
	 * answer with a strong one.
	 */
	private static void serve(ResourceHandlerRegistry registry, FilesInMemory files, String pattern,
			String... locations) {
		registry.addResourceHandler(pattern)
			.addResourceLocations(locations)
			.setCacheControl(CacheControl.noCache())
			.setUseLastModified(false)
			.setEtagGenerator((file) -> "W/\"%s\"".formatted(FilesInMemory.hash(file)))
			.resourceChain(false)
			.addTransformer(files);
	}

}
