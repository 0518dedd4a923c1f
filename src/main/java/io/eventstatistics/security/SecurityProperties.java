package io.eventstatistics.security;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Access tokens. Everything is open by default; a token for a permission closes that
 * access. Several tokens of a permission allow rotation, and one token may have several
 * permissions. A token file has one token a line and is read again every second.
 *
 * @param writeTokens tokens that may send events
 * @param readTokens tokens that may read figures
 * @param operateTokens tokens that may read metrics and build information
 * @param writeTokenFiles files with tokens that may send events
 * @param readTokenFiles files with tokens that may read figures
 * @param operateTokenFiles files with tokens that may read metrics and build information
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

	/** Returns whether any access needs a token. */
	public boolean isLimited() {
		return Arrays.stream(Permission.values()).anyMatch(this::isLimited);
	}

	boolean isLimited(Permission permission) {
		return !tokens(permission).isEmpty() || !files(permission).isEmpty();
	}

	/**
	 * Returns the permissions that need no token.
	 * @return their names, or {@code nothing}
	 */
	public String open() {
		String open = Arrays.stream(Permission.values())
			.filter((permission) -> !isLimited(permission))
			.map(Permission::toString)
			.collect(Collectors.joining(", "));
		return open.isEmpty() ? "nothing" : open;
	}

	/** Does not print the tokens. */
	@Override
	public String toString() {
		return "SecurityProperties";
	}

}
