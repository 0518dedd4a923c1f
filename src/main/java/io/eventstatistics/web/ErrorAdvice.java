package io.eventstatistics.web;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.eventstatistics.event.RecorderUnavailableException;
import io.eventstatistics.event.SeriesLimitException;
import io.eventstatistics.event.TimestampAheadException;
import io.eventstatistics.event.WindowFullException;
import io.eventstatistics.event.idempotency.IdempotencyConflictException;
import io.eventstatistics.event.idempotency.IdempotencyInFlightException;
import io.eventstatistics.ingest.OverloadedException;
import io.eventstatistics.ingest.SlowBodyException;
import io.eventstatistics.ingest.parse.BodyTooLargeException;
import io.eventstatistics.ingest.parse.InvalidEventException;
import io.eventstatistics.live.StreamRefusedException;
import io.eventstatistics.query.InvalidQueryException;
import io.eventstatistics.web.problem.ErrorPage;
import io.eventstatistics.web.problem.Problems;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Maps every exception of a request to a problem detail. {@link ProblemValve} handles the
 * errors that occur before a request reaches Spring.
 */
@RestControllerAdvice
class ErrorAdvice extends ResponseEntityExceptionHandler {

	@ExceptionHandler({ InvalidEventException.class, InvalidQueryException.class, SeriesLimitException.class,
			TimestampAheadException.class })
	ResponseEntity<Object> invalid(RuntimeException ex, WebRequest request) {
		return respond(HttpStatus.BAD_REQUEST, ex.getMessage(), new HttpHeaders(), request);
	}

	@ExceptionHandler
	ResponseEntity<Object> tooLarge(BodyTooLargeException ex, WebRequest request) {
		return respond(HttpStatus.CONTENT_TOO_LARGE, ex.getMessage(), new HttpHeaders(), request);
	}

	@ExceptionHandler
	ResponseEntity<Object> rejected(BatchRejectedException ex, HttpServletRequest request) {
		ProblemDetail problem = Problems.problem(HttpStatus.BAD_REQUEST, String.valueOf(ex.getMessage()),
				path(request));
		problem.setProperty("rejected", ex.rejected());
		problem.setProperty("errors", ex.errors());
		return ResponseEntity.badRequest().contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
	}

	@ExceptionHandler
	ResponseEntity<Object> conflict(IdempotencyConflictException ex, WebRequest request) {
		return respond(HttpStatus.UNPROCESSABLE_CONTENT, ex.getMessage(), new HttpHeaders(), request);
	}

	@ExceptionHandler
	ResponseEntity<Object> inFlight(IdempotencyInFlightException ex, WebRequest request) {
		return respond(HttpStatus.CONFLICT, ex.getMessage(), new HttpHeaders(), request);
	}

	@ExceptionHandler({ WindowFullException.class, OverloadedException.class, RecorderUnavailableException.class,
			StreamRefusedException.class })
	ResponseEntity<Object> unavailable(RuntimeException ex, WebRequest request) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.RETRY_AFTER, "1");
		return respond(HttpStatus.SERVICE_UNAVAILABLE, ex.getMessage(), headers, request);
	}

	@ExceptionHandler
	ResponseEntity<Object> slow(SlowBodyException ex, WebRequest request) {
		return respond(HttpStatus.REQUEST_TIMEOUT, ex.getMessage(), new HttpHeaders(), request);
	}

	@ExceptionHandler
	ResponseEntity<Object> upgrade(UpgradeException ex, WebRequest request) {
		return respond(ex.status(), ex.getMessage(), ex.headers(), request);
	}

	@ExceptionHandler
	ResponseEntity<Object> encoding(ContentEncodingException ex, WebRequest request) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.ACCEPT_ENCODING, "gzip");
		return respond(HttpStatus.UNSUPPORTED_MEDIA_TYPE, ex.getMessage(), headers, request);
	}

	/** Handles a body that breaks off and a client that has disconnected. */
	@ExceptionHandler
	ResponseEntity<Object> brokenOff(IOException ex, WebRequest request, HttpServletResponse response)
			throws IOException {
		if (response.isCommitted()) {
			throw ex;
		}
		return respond(HttpStatus.BAD_REQUEST,
				(ex instanceof SocketTimeoutException)
						? "the body came too slowly: no bytes arrived before the server's timeout"
						: "the body broke off: send all the bytes that its Content-Length or its chunks state",
				new HttpHeaders(), request);
	}

	/** Replaces Tomcat's message, which quotes the unreadable part of the query. */
	@ExceptionHandler
	ResponseEntity<Object> parameter(InvalidParameterException ex, WebRequest request) {
		return respond(HttpStatus.BAD_REQUEST, "the query or a form in the body cannot be decoded", new HttpHeaders(),
				request);
	}

	@ExceptionHandler
	ResponseEntity<Object> fault(Exception ex, HttpServletRequest request, HttpServletResponse response)
			throws Exception {
		this.logger.error("%s %s failed".formatted(request.getMethod(), path(request)), ex);
		if (response.isCommitted()) {
			throw ex;
		}
		return respond(HttpStatus.INTERNAL_SERVER_ERROR, Problems.FAULT, new HttpHeaders(),
				new ServletWebRequest(request));
	}

	/** Handles {@code partial}, the only parameter that is not a string. */
	@Override
	protected ResponseEntity<Object> handleTypeMismatch(TypeMismatchException ex, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		String received = (ex.getValue() instanceof Object[] all) ? "given more than once: " + Arrays.toString(all)
				: String.valueOf(ex.getValue());
		return respond(status, "%s must be true or false but was %s".formatted(ex.getPropertyName(), received), headers,
				request);
	}

	@Override
	protected ResponseEntity<Object> handleNoResourceFoundException(NoResourceFoundException ex, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		return respond(status, "there is nothing at " + path(request), headers, request);
	}

	@Override
	protected ResponseEntity<Object> handleHttpRequestMethodNotSupported(HttpRequestMethodNotSupportedException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		Set<String> allowed = new LinkedHashSet<>(
				List.of(Objects.requireNonNullElse(ex.getSupportedMethods(), new String[0])));
		if (allowed.contains(HttpMethod.GET.name())) {
			allowed.add(HttpMethod.HEAD.name());
		}
		String list = String.join(", ", allowed);
		headers.set(HttpHeaders.ALLOW, list);
		return respond(status, "method %s is not allowed here: allowed is %s".formatted(ex.getMethod().strip(), list),
				headers, request);
	}

	@Override
	protected ResponseEntity<Object> handleHttpMediaTypeNotSupported(HttpMediaTypeNotSupportedException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		String received = request.getHeader(HttpHeaders.CONTENT_TYPE);
		return respond(status,
				"Content-Type %s is not supported here: supported is %s"
					.formatted((received != null) ? received : "(none)", list(ex.getSupportedMediaTypes()))
						+ "; with curl: -H 'Content-Type: application/json'",
				headers, request);
	}

	@Override
	protected ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(HttpMediaTypeNotAcceptableException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		return respond(status, "Accept %s cannot be met here: available is %s"
			.formatted(request.getHeader(HttpHeaders.ACCEPT), list(ex.getSupportedMediaTypes())), headers, request);
	}

	@Override
	protected ResponseEntity<Object> createResponseEntity(@Nullable Object body, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		return respond(status, (body instanceof ProblemDetail problem) ? problem.getDetail() : null, headers, request);
	}

	private static ResponseEntity<Object> respond(HttpStatusCode status, @Nullable String detail, HttpHeaders headers,
			WebRequest request) {
		ProblemDetail problem = Problems.problem(status, String.valueOf(detail), path(request));
		boolean page = ErrorPage.isPreferred(request.getHeader(HttpHeaders.ACCEPT));
		return ResponseEntity.status(status)
			.headers(headers)
			.contentType(page ? ErrorPage.TYPE : MediaType.APPLICATION_PROBLEM_JSON)
			.body(page ? ErrorPage.of(problem, request.getContextPath() + servletPath(request)) : problem);
	}

	/** Returns the dispatcher's path, which is empty by default. */
	private static String servletPath(WebRequest request) {
		HttpServletRequest http = ((ServletWebRequest) request).getRequest();
		boolean prefixed = http.getHttpServletMapping().getMappingMatch() == MappingMatch.PATH;
		return prefixed ? http.getServletPath() : "";
	}

	private static String path(WebRequest request) {
		return path(((ServletWebRequest) request).getRequest());
	}

	/** Returns the path as the client sent it. */
	private static String path(HttpServletRequest request) {
		return (request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) instanceof String path) ? path
				: request.getRequestURI();
	}

	private static String list(Collection<MediaType> types) {
		return MediaType.toString(types);
	}

}
