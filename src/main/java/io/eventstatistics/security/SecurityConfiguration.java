package io.eventstatistics.security;

import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.authentication.OpaqueTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.handler.MappedInterceptor;

/**
 * Configures the security filter chain if the settings have a token; otherwise Spring
 * Security is not active. Health and pages without figures need no token.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(SecurityConfiguration.AnyToken.class)
@EnableWebSecurity
public class SecurityConfiguration {

	/** After the filter that measures requests, before all others. */
	private static final int ORDER = -100;

	@Bean
	AccessTokens accessTokens(SecurityProperties properties) {
		return new AccessTokens(properties);
	}

	@Bean
	SecurityFilterChain accessByToken(HttpSecurity http, SecurityProperties properties, AccessTokens tokens,
			ObjectProvider<HandlerExceptionResolver> errors, ProtectedPaths paths) throws Exception {
		AccessProblems problems = new AccessProblems(errors);
		http.csrf(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.headers(AbstractHttpConfigurer::disable)
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.addFilterBefore(tokenFilter(tokens, paths, problems), AuthorizationFilter.class)
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems));
		http.authorizeHttpRequests((requests) -> {
			requests.requestMatchers(paths.health()).permitAll();
			limit(requests, properties, Permission.OPERATE, paths.of(Permission.OPERATE));
			limit(requests, properties, Permission.WRITE, paths.of(Permission.WRITE));
			limit(requests, properties, Permission.READ, paths.of(Permission.READ));
			requests.anyRequest().permitAll();
		});
		return http.build();
	}

	@Bean
	ProtectedPaths protectedPaths(PathRules rules, SecurityProperties properties, WebEndpointProperties endpoints,
			DispatcherServletPath servlet) {
		String actuator = endpoints.getBasePath();
		if (actuator.isEmpty() && properties.isLimited(Permission.OPERATE)) {
			throw new IllegalArgumentException(
					"event-statistics.security.operate-tokens need an actuator with a path of"
							+ " its own: management.endpoints.web.base-path must not be /");
		}
		return new ProtectedPaths(rules, servlet.getPrefix(), actuator);
	}

	/** Closes every handler that the rules do not name, except static files. */
	@Bean
	MappedInterceptor unnamedPaths(ProtectedPaths paths) {
		return new MappedInterceptor(null, paths);
	}

	/**
	 * Spring's configurer of resource servers would also serve metadata of OAuth, which
	 * this service does not have.
	 */
	private static Filter tokenFilter(AccessTokens tokens, ProtectedPaths paths, AccessProblems problems) {
		BearerTokenAuthenticationConverter converter = new BearerTokenAuthenticationConverter();
		converter.setBearerTokenResolver(tokenUnlessHealth(paths));
		BearerTokenAuthenticationFilter filter = new BearerTokenAuthenticationFilter(
				new ProviderManager(new OpaqueTokenAuthenticationProvider(tokens)), converter);
		filter.setAuthenticationEntryPoint(problems);
		return filter;
	}

	/** Health needs no token and ignores a wrong one. */
	private static BearerTokenResolver tokenUnlessHealth(ProtectedPaths paths) {
		DefaultBearerTokenResolver tokens = new DefaultBearerTokenResolver();
		return (request) -> paths.isHealth(request) ? null : tokens.resolve(request);
	}

	/**
	 * Rules apply to paths, not methods: an unknown method is answered with 405.
	 */
	@Bean
	HttpFirewall anyMethod() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setUnsafeAllowAnyHttpMethod(true);
		return firewall;
	}

	/** Observing each filter would cost more than the filters. */
	@Bean
	SecurityObservationSettings withoutObservations() {
		return SecurityObservationSettings.noObservations();
	}

	@Bean
	FilterRegistrationBean<Filter> securityFilter(@Qualifier("springSecurityFilterChain") Filter chain) {
		FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(chain);
		registration.setOrder(ORDER);
		return registration;
	}

	private static void limit(
			AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
			SecurityProperties properties, Permission permission, RequestMatcher paths) {
		if (properties.isLimited(permission)) {
			requests.requestMatchers(paths).hasAuthority(permission.name());
		}
	}

	/** Matches if the settings have a token of any kind. */
	static class AnyToken implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			TokenSettings.check(context.getEnvironment());
			return Binder.get(context.getEnvironment())
				.bind(TokenSettings.PREFIX, SecurityProperties.class)
				.map(SecurityProperties::isLimited)
				.orElse(false);
		}

	}

}
