package io.eventstatistics.security;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/**
 * The tokens, stored as SHA-256 digests, and their permissions. A lookup compares a token
 * with all of them in constant time. Token files are read again every second, so that
 * tokens can be changed without a restart. Thread-safe.
 */
class AccessTokens implements OpaqueTokenIntrospector, AutoCloseable {

	private static final long REFRESH_MILLIS = 1000;

	private final List<Grant> grants = new ArrayList<>();

	private final List<TokenFile> files = new ArrayList<>();

	private final ScheduledExecutorService refreshing = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "token-files");
		thread.setDaemon(true);
		return thread;
	});

	/**
	 * Reads the tokens.
	 * @throws IllegalArgumentException if a token is too short or malformed, or a file
	 * has none
	 */
	AccessTokens(SecurityProperties properties) {
		for (Permission permission : Permission.values()) {
			List<TokenDigest> given = properties.tokens(permission)
				.stream()
				.map((token) -> TokenDigest.of(token, "a token among %s-tokens".formatted(permission)))
				.toList();
			this.grants.add(new Grant(() -> given, permission));
			properties.files(permission).stream().map(TokenFile::new).forEach((file) -> {
				this.files.add(file);
				this.grants.add(new Grant(file::tokens, permission));
			});
		}
		if (!this.files.isEmpty()) {
			this.refreshing.scheduleWithFixedDelay(this::refresh, REFRESH_MILLIS, REFRESH_MILLIS,
					TimeUnit.MILLISECONDS);
		}
	}

	private void refresh() {
		this.files.forEach(TokenFile::refresh);
	}

	@Override
	public OAuth2AuthenticatedPrincipal introspect(String token) {
		TokenDigest digest = TokenDigest.of(token);
		Set<Permission> allowed = EnumSet.noneOf(Permission.class);
		for (Grant grant : this.grants) {
			for (TokenDigest known : grant.tokens().get()) {
				if (known.equals(digest)) {
					allowed.add(grant.permission());
				}
			}
		}
		if (allowed.isEmpty()) {
			throw new BadOpaqueTokenException("the token is not known");
		}
		String name = digest.name();
		List<GrantedAuthority> authorities = AuthorityUtils
			.createAuthorityList(allowed.stream().map(Permission::name).toList());
		return new DefaultOAuth2AuthenticatedPrincipal(name, Map.of("sub", name), authorities);
	}

	@Override
	public void close() {
		this.refreshing.shutdownNow();
	}

	private record Grant(Supplier<List<TokenDigest>> tokens, Permission permission) {

	}

}
