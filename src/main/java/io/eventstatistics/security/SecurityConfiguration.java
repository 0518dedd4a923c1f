package io.eventstatistics.security;

import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Puts the filter chain in place where the settings give a token; nothing of Spring
 * Security is there otherwise. The health of the service and pages without figures are
 * open to all.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(SecurityConfiguration.AnyToken.class)
@EnableWebSecurity
class SecurityConfiguration {

	/** After the filter that times requests, before all others. */
	private static final int ORDER = -100;

	@Bean
	AccessTokens accessTokens(SecurityProperties properties) {
		return new AccessTokens(properties);
	}

	@Bean
	SecurityFilterChain accessByToken(HttpSecurity http, SecurityProperties properties, AccessTokens tokens,
			ObjectProvider<HandlerExceptionResolver> errors, WebEndpointProperties endpoints) throws Exception {
		String actuator = actuator(endpoints, properties);
		AccessProblems problems = new AccessProblems(errors);
		http.csrf(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.headers(AbstractHttpConfigurer::disable)
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.oauth2ResourceServer((server) -> server.opaqueToken((opaque) -> opaque.introspector(tokens))
				.bearerTokenResolver(tokenUnlessHealth(actuator + "/health"))
				.authenticationEntryPoint(problems)
				.accessDeniedHandler(problems))
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems));
		http.authorizeHttpRequests((requests) -> {
			requests.requestMatchers(actuator + "/health/**").permitAll();
			limit(requests, properties, Access.OPERATE, actuator + "/**");
			limit(requests, properties, Access.WRITE, "/event", "/events");
			limit(requests, properties, Access.READ, "/statistics/**");
			requests.anyRequest().permitAll();
		});
		return http.build();
	}

	/** Health is open to all, those with a wrong token too. */
	private static BearerTokenResolver tokenUnlessHealth(String health) {
		BearerTokenResolver tokens = new DefaultBearerTokenResolver();
		return (request) -> {
			String path = request.getRequestURI();
			boolean open = "/health".equals(path) || path.equals(health) || path.startsWith(health + "/");
			return open ? null : tokens.resolve(request);
		};
	}

	private static String actuator(WebEndpointProperties endpoints, SecurityProperties properties) {
		String path = endpoints.getBasePath();
		if (path.isEmpty() && properties.isLimited(Access.OPERATE)) {
			throw new IllegalArgumentException(
					"event-statistics.security.operate-tokens need an actuator with a path of"
							+ " its own: management.endpoints.web.base-path must not be /");
		}
		return path;
	}

	/** An observation of each filter would cost more than all that they do. */
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
			SecurityProperties properties, Access access, String... paths) {
		if (properties.isLimited(access)) {
			requests.requestMatchers(paths).hasAuthority(access.name());
		}
	}

	/** Whether there is a token of any kind. */
	static class AnyToken implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return Binder.get(context.getEnvironment())
				.bind("event-statistics.security", SecurityProperties.class)
				.map(SecurityProperties::isLimited)
				.orElse(false);
		}

	}

}
