package io.eventstatistics.web;

import io.eventstatistics.query.InvalidQueryException;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.method.HandlerMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class QueryStringCheckTests {

	private final QueryStringCheck check = new QueryStringCheck();

	@Test
	void parametersOfOthersAreTheirOwnMatter() throws Exception {
		HandlerMethod foreign = new HandlerMethod("a bean", String.class.getMethod("length"));
		assertThat(check("a=1", foreign)).isTrue();
		assertThat(check("a=1", new Object())).isTrue();
		assertThatExceptionOfType(InvalidQueryException.class).isThrownBy(() -> check("a=%zz", new Object()));
	}

	private boolean check(String query, Object handler) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
		request.setQueryString(query);
		return this.check.preHandle(request, new MockHttpServletResponse(), handler);
	}

}
