package io.eventstatistics.testing;

import java.util.HashMap;
import java.util.Map;

import io.eventstatistics.query.QuestionParameters;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of questions.
 */
public final class Questions {

	private Questions() {
	}

	/**
	 * Returns those of a question for all events together.
	 * @param window the parameter, or null for none
	 * @param stats the parameter, or null for none
	 * @return the parameters
	 */
	public static QuestionParameters plain(@Nullable String window, @Nullable String stats) {
		return new QuestionParameters(window, stats, null, null, null, null);
	}

	/**
	 * Returns those of a query string.
	 * @param query parameters as in {@code by=series&limit=10}, nothing of it encoded
	 * @return the parameters
	 */
	public static QuestionParameters of(String query) {
		Map<String, String> parameters = new HashMap<>();
		for (String pair : query.split("&")) {
			int equals = pair.indexOf('=');
			parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
		}
		return QuestionParameters.read(parameters::get);
	}

}
