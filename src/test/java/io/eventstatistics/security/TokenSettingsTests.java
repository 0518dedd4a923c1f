package io.eventstatistics.security;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

class TokenSettingsTests {

	@Test
	void misspeltVariableStopsTheStart() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> TokenSettings.check(with(new MapPropertySource("systemEnvironment",
					Map.of("EVENTSTATISTICS_SECURITY_WRITETOKEN", "a secret of sixteen characters or more")))))
			.withMessageContaining("EVENTSTATISTICS_SECURITY_WRITETOKEN is not known");
	}

	@Test
	void environmentWhoseNamesCannotBeListedIsNotSearched() {
		assertThatNoException().isThrownBy(() -> TokenSettings.check(with(new PropertySource<>("systemEnvironment") {
			@Override
			public @Nullable Object getProperty(String name) {
				return null;
			}
		})));
	}

	private static StandardEnvironment with(PropertySource<?> variables) {
		return new StandardEnvironment() {
			@Override
			protected void customizePropertySources(MutablePropertySources sources) {
				sources.addLast(variables);
			}
		};
	}

}
