package io.eventstatistics.security;

import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Answers unauthorized requests with the header of RFC 6750 and the same problem details
 * as all other errors. Thread-safe.
 */
class AccessProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

	/** A link to metadata of OAuth, which this service does not have. */
	private static final Pattern METADATA = Pattern.compile(",? ?resource_metadata=\"[^\"]*\"");

	private final BearerTokenAuthenticationEntryPoint unauthorized = new BearerTokenAuthenticationEntryPoint();

	private final BearerTokenAccessDeniedHandler forbidden = new BearerTokenAccessDeniedHandler();

	private final ObjectProvider<HandlerExceptionResolver> errors;

	AccessProblems(ObjectProvider<HandlerExceptionResolver> errors) {
		this.errors = errors;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex) {
		this.unauthorized.commence(request, response, ex);
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE,
				METADATA.matcher(response.getHeader(HttpHeaders.WWW_AUTHENTICATE)).replaceFirst(""));
		boolean missing = ex instanceof InsufficientAuthenticationException;
		respond(request, response, missing ? "a token is needed here: send Authorization: Bearer and the token"
				: "the token in Authorization is malformed or not known");
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException ex) {
		this.forbidden.handle(request, response, ex);
		respond(request, response, "the token does not allow this");
	}

	private void respond(HttpServletRequest request, HttpServletResponse response, String detail) {
		HttpStatus status = HttpStatus.valueOf(response.getStatus());
		AccessException refusal = new AccessException(status, detail);
		for (HandlerExceptionResolver resolver : this.errors.orderedStream().toList()) {
			if (resolver.resolveException(request, response, null, refusal) != null) {
				return;
			}
		}
	}

}
