package io.eventstatistics.security;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may do what. Each kind of permission is open while there is no token for it.
 * Several tokens of a kind let them be changed one after the other; one token may be of
 * several kinds. A file holds a token a line, and is read again every second.
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

	List<String> tokens(Permission permission) {
		return switch (permission) {
			case WRITE -> this.writeTokens;
			case READ -> this.readTokens;
			case OPERATE -> this.operateTokens;
		};
	}

	List<Path> files(Permission permission) {
		return switch (permission) {
			case WRITE -> this.writeTokenFiles;
			case READ -> this.readTokenFiles;
			case OPERATE -> this.operateTokenFiles;
		};
	}

	boolean isLimited() {
		return Arrays.stream(Permission.values()).anyMatch(this::isLimited);
	}

	boolean isLimited(Permission permission) {
		return !tokens(permission).isEmpty() || !files(permission).isEmpty();
	}

	/**
	 * Returns what is open to all.
	 * @return the kinds of permission, or nothing
	 */
	public String open() {
		String open = Arrays.stream(Permission.values())
			.filter((permission) -> !isLimited(permission))
			.map(Permission::toString)
			.collect(Collectors.joining(", "));
		return open.isEmpty() ? "nothing" : open;
	}

	/** Without the tokens. */
	@Override
	public String toString() {
		return "SecurityProperties";
	}

}
