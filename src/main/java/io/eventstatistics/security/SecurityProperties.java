package io.eventstatistics.security;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may do what. Each kind of access is open while there is no token for it. Several
 * tokens of a kind let them be changed one after the other; one token may be of several
 * kinds. A file holds a token a line, and is read again every second.
 *
 * @param writeTokens tokens that may send events
 * @param readTokens tokens that may ask for figures
 * @param operateTokens tokens that may see the metrics and the build
 * @param writeTokenFiles files with tokens that may send events
 * @param readTokenFiles files with tokens that may ask for figures
 * @param operateTokenFiles files with tokens that may see the metrics and the build
 */
public record SecurityProperties(@DefaultValue List<String> writeTokens, @DefaultValue List<String> readTokens,
		@DefaultValue List<String> operateTokens, @DefaultValue List<Path> writeTokenFiles,
		@DefaultValue List<Path> readTokenFiles, @DefaultValue List<Path> operateTokenFiles) {

	List<String> tokens(Access access) {
		return switch (access) {
			case WRITE -> this.writeTokens;
			case READ -> this.readTokens;
			case OPERATE -> this.operateTokens;
		};
	}

	List<Path> files(Access access) {
		return switch (access) {
			case WRITE -> this.writeTokenFiles;
			case READ -> this.readTokenFiles;
			case OPERATE -> this.operateTokenFiles;
		};
	}

	boolean isLimited() {
		return Arrays.stream(Access.values()).anyMatch(this::isLimited);
	}

	boolean isLimited(Access access) {
		return !tokens(access).isEmpty() || !files(access).isEmpty();
	}

	/**
	 * Returns what is open to all.
	 * @return the kinds of access, or nothing
	 */
	public String open() {
		String open = Arrays.stream(Access.values())
			.filter((access) -> !isLimited(access))
			.map(Access::toString)
			.collect(Collectors.joining(", "));
		return open.isEmpty() ? "nothing" : open;
	}

	/** Without the tokens. */
	@Override
	public String toString() {
		return "SecurityProperties";
	}

}
