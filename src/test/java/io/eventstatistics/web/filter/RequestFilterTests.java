package io.eventstatistics.web.filter;

import java.io.IOException;
import java.util.Collections;
import java.util.List;

import io.eventstatistics.web.cors.CorsProperties;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class RequestFilterTests {

	@Test
	void acceptKeepsItsTypesAlone() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/statistics");
		request.addHeader("Accept", "application/json;charset=utf-16,,");
		request.addHeader("Accept", "text/csv; q=0.5");
		request.addHeader("X-Other", "other");
		HttpServletRequest filtered = filter(request);
		assertThat(filtered.getHeader("accept")).isEqualTo("application/json, text/csv; q=0.5");
		assertThat(Collections.list(filtered.getHeaders("Accept")))
			.containsExactly("application/json, text/csv; q=0.5");
		assertThat(Collections.list(filtered.getHeaderNames())).contains("Accept", "X-Other");
		assertThat(filtered.getHeader("X-Other")).isEqualTo("other");
	}

	@Test
	void headersThatSayNothingAreHidden() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("OPTIONS", "/statistics");
		request.addHeader("Accept", " , ");
		request.addHeader("Access-Control-Request-Method", "POST");
		request.addHeader("X-Other", "other");
		HttpServletRequest filtered = filter(request);
		for (String hidden : List.of("Accept", "Access-Control-Request-Method")) {
			assertThat(filtered.getHeader(hidden)).isNull();
			assertThat(Collections.list(filtered.getHeaders(hidden))).isEmpty();
		}
		assertThat(Collections.list(filtered.getHeaderNames())).containsExactly("X-Other");
	}

	@Test
	void preflightOfAnAllowedOriginIsLeftAsItIs() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("OPTIONS", "/statistics");
		request.addHeader("Origin", "http://allowed.example");
		request.addHeader("Access-Control-Request-Method", "POST");
		assertThat(filter(request).getHeader("Access-Control-Request-Method")).isEqualTo("POST");
	}

	private static HttpServletRequest filter(MockHttpServletRequest request) throws IOException, ServletException {
		HttpServletRequest[] received = new HttpServletRequest[1];
		new RequestFilter(new CorsProperties(List.of("http://allowed.example"))).doFilter(request,
				new MockHttpServletResponse(), (filtered, response) -> received[0] = (HttpServletRequest) filtered);
		return received[0];
	}

}
