package io.eventstatistics.web.problem;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.util.HtmlUtils;

/**
 * A short page for a person whose browser has opened a path that answers with an error:
 * what is wrong, and links that lead on. It loads nothing.
 */
public final class ErrorPage {

	/** The media type of the page. */
	public static final MediaType TYPE = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

	private static final String PAGE = """
			<!DOCTYPE html>
			<html lang="en">
			<meta charset="utf-8">
			<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
			<meta name="color-scheme" content="light dark">
			<title>%1$s %2$s</title>
			<h1>%1$s %2$s</h1>
			<p>%3$s</p>
			<p><a href="%4$s/">Dashboard</a> <a href="%4$s/swagger-ui.html">API</a></p>
			</html>
			""";

	private ErrorPage() {
	}

	/**
	 * Returns whether a client prefers a page to JSON. A wildcard is no preference.
	 * @param accept the Accept header, or null for none
	 */
	public static boolean isPreferred(@Nullable String accept) {
		if (accept == null || !accept.contains(MediaType.TEXT_HTML_VALUE)) {
			return false;
		}
		try {
			List<MediaType> types = MediaType.parseMediaTypes(accept);
			MimeTypeUtils.sortBySpecificity(types);
			return types.stream()
				.filter((type) -> MediaType.TEXT_HTML.equalsTypeAndSubtype(type) || isJson(type))
				.findFirst()
				.filter(MediaType.TEXT_HTML::equalsTypeAndSubtype)
				.isPresent();
		}
		catch (InvalidMediaTypeException | InvalidMimeTypeException ex) {
			return false;
		}
	}

	private static boolean isJson(MediaType type) {
		return MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type)
				|| MediaType.APPLICATION_PROBLEM_JSON.equalsTypeAndSubtype(type);
	}

	/**
	 * Writes the page of an error.
	 * @param problem the error
	 * @param base the path below which the service's pages are, without a slash at its
	 * end
	 * @return HTML
	 */
	public static String of(ProblemDetail problem, String base) {
		return PAGE.formatted(problem.getStatus(), escape(problem.getTitle()), escape(problem.getDetail()),
				escape(base));
	}

	private static String escape(@Nullable String text) {
		return HtmlUtils.htmlEscape((text != null) ? text : "");
	}

}
