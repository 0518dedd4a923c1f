package io.eventstatistics.security;

import java.util.Map;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class TokenVariableTests {

	private static final String WRITE = "write-0123456789abcdef";

	@ParameterizedTest
	@CsvSource({ "EVENTSTATISTICS_SECURITY_WRITETOKEN, false", "EVENTSTATISTICS_SECURITY_WRITE_TOKENS, false",
			"EVENT_STATISTICS_SECURITY_WRITETOKENS, false", "EVENTSTATISTICS_WRITETOKENS, false",
			"EVENTSTATISTIC_SECURITY_READTOKENS, false", "eventstatistics_security_token, false",
			"EVENTSTATISTICS_SECURITY_WRITETOKENS, true", "EVENTSTATISTICS_SECURITY_READTOKENFILES_0, true",
			"EVENTSTATISTICS_WINDOW, true", "EVENT_STATISTICS_SERVICE_HOST, true" })
	void misspeltVariableStopsTheStart(String variable, boolean known) {
		MockEnvironment environment = new MockEnvironment();
		environment.getPropertySources()
			.addLast(new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					Map.of(variable, WRITE)));
		if (known) {
			assertThatCode(() -> TokenSettings.check(environment)).doesNotThrowAnyException();
		}
		else {
			assertThatException().isThrownBy(() -> TokenSettings.check(environment))
				.withMessageStartingWith("event-statistics.security: the environment variable " + variable
						+ " is not known: there are ");
		}
	}

}
