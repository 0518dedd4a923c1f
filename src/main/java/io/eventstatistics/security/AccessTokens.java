package io.eventstatistics.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/**
 * Knows the tokens by their SHA-256 digests alone, and what each allows. A look-up
 * compares with every one of them, in a time that does not depend on where they differ.
 * Thread-safe.
 */
class AccessTokens implements OpaqueTokenIntrospector {

	private static final int MIN_LENGTH = 16;

	/** The form of RFC 6750. */
	private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]{" + MIN_LENGTH + ",}=*");

	private static final int NAME_BYTES = 4;

	private final List<Grant> grants = new ArrayList<>();

	/**
	 * Reads the tokens.
	 * @throws IllegalArgumentException if a token is too short or malformed, or a file
	 * has none
	 */
	AccessTokens(SecurityProperties properties) {
		for (Permission permission : Permission.values()) {
			properties.tokens(permission).forEach((token) -> add(token, permission, "a token among %s-tokens"));
			for (Path file : properties.files(permission)) {
				read(file).forEach((token) -> add(token, permission, "a token in " + file));
			}
		}
	}

	@Override
	public OAuth2AuthenticatedPrincipal introspect(String token) {
		byte[] digest = digest(token);
		Set<Permission> allowed = EnumSet.noneOf(Permission.class);
		for (Grant grant : this.grants) {
			if (MessageDigest.isEqual(grant.digest(), digest)) {
				allowed.add(grant.permission());
			}
		}
		if (allowed.isEmpty()) {
			throw new BadOpaqueTokenException("the token is not known");
		}
		String name = "token-" + HexFormat.of().formatHex(digest, 0, NAME_BYTES);
		List<GrantedAuthority> authorities = AuthorityUtils
			.createAuthorityList(allowed.stream().map(Permission::name).toList());
		return new DefaultOAuth2AuthenticatedPrincipal(name, Map.of("sub", name), authorities);
	}

	private void add(String token, Permission permission, String place) {
		if (!FORM.matcher(token).matches()) {
			throw new IllegalArgumentException(
					"event-statistics.security: %s is not of at least %s letters, digits or -._~+/ with = at the end"
						.formatted(place.formatted(permission), MIN_LENGTH));
		}
		this.grants.add(new Grant(digest(token), permission));
	}

	private static List<String> read(Path file) {
		try {
			List<String> tokens = Files.readString(file)
				.lines()
				.map(String::strip)
				.filter((line) -> !line.isEmpty())
				.toList();
			if (tokens.isEmpty()) {
				throw new IllegalArgumentException(
						"event-statistics.security: the token file %s is empty".formatted(file));
			}
			return tokens;
		}
		catch (IOException ex) {
			throw new IllegalArgumentException(
					"event-statistics.security: the token file %s cannot be read".formatted(file), ex);
		}
	}

	private static byte[] digest(String token) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

	private record Grant(byte[] digest, Permission permission) {

	}

}
