package io.eventstatistics.security;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of a file, one a line, which is read again while the service runs. If the
 * file is missing or invalid, for instance while it is replaced, the previous tokens stay
 * in use and the error is logged once. One thread may read the file again while others
 * read the tokens.
 */
final class TokenFile {

	private static final Logger logger = LoggerFactory.getLogger(TokenFile.class);

	private final Path file;

	private volatile List<TokenDigest> tokens;

	private boolean warned;

	/**
	 * Reads a file.
	 * @throws IllegalArgumentException if it cannot be read, has no token, or has a token
	 * that is too short or malformed
	 */
	TokenFile(Path file) {
		this.file = file;
		this.tokens = read();
	}

	List<TokenDigest> tokens() {
		return this.tokens;
	}

	/** Reads the file again. */
	void refresh() {
		try {
			List<TokenDigest> read = read();
			this.warned = false;
			if (!read.equals(this.tokens)) {
				this.tokens = read;
				logger.info("The token file {} has changed: its {} tokens are used from now on", this.file,
						read.size());
			}
		}
		catch (IllegalArgumentException ex) {
			if (!this.warned) {
				this.warned = true;
				logger.warn("{}: the tokens that it had are still used", ex.getMessage());
			}
		}
	}

	private List<TokenDigest> read() {
		List<TokenDigest> read = lines().stream()
			.map(String::strip)
			.filter((line) -> !line.isEmpty())
			.map((line) -> TokenDigest.of(line, "a token in " + this.file))
			.toList();
		if (read.isEmpty()) {
			throw new IllegalArgumentException(
					"event-statistics.security: the token file %s is empty: write one token a line"
						.formatted(this.file));
		}
		return read;
	}

	private List<String> lines() {
		try {
			return Files.readAllLines(this.file);
		}
		catch (CharacterCodingException ex) {
			throw new IllegalArgumentException(
					"event-statistics.security: the token file %s is not a text".formatted(this.file), ex);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException(
					"event-statistics.security: the token file %s cannot be read: give the path of a file with one token a line"
						.formatted(this.file),
					ex);
		}
	}

}
