package io.eventstatistics.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.apache.catalina.connector.CoyoteOutputStream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

class ProblemValveTests {

	private final ProblemValve valve = new ProblemValve(new JsonMapper());

	private final Request request = mock(Request.class);

	private final Response response = mock(Response.class);

	private final CoyoteOutputStream out = mock(CoyoteOutputStream.class);

	@Test
	void faultOfTheServerShowsNoInternals() throws Exception {
		failWith(500);
		this.valve.report(this.request, this.response, new IllegalStateException("secret"));
		ArgumentCaptor<byte[]> body = ArgumentCaptor.forClass(byte[].class);
		verify(this.out).write(body.capture());
		JsonNode problem = new JsonMapper().readTree(body.getValue());
		assertThat(problem.get("detail").stringValue())
			.isEqualTo("the server failed to answer: its log has the reason");
		assertThat(new String(body.getValue(), StandardCharsets.UTF_8)).doesNotContain("secret");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "400 | the request is rejected unread", "404 | there is nothing at /nope",
					"406 | the Accept header cannot be met", "412 | a condition of the request is not met",
					"416 | the requested range is malformed", "417 | Expect is supported only",
					"505 | the version of HTTP is not supported" })
	void everyRefusalOfTheContainerIsExplained(int status, String start) throws Exception {
		failWith(status);
		given(this.request.getRequestURI()).willReturn("/nope");
		this.valve.report(this.request, this.response, null);
		assertThat(detail()).startsWith(start);
	}

	@Test
	void bodyThatBreaksOffIsExplained() throws Exception {
		failWith(400);
		this.valve.report(this.request, this.response, new IOException("unexpected end"));
		assertThat(detail()).contains("the body breaks off");
	}

	private String detail() throws IOException {
		ArgumentCaptor<byte[]> body = ArgumentCaptor.forClass(byte[].class);
		verify(this.out).write(body.capture());
		return new JsonMapper().readTree(body.getValue()).get("detail").stringValue();
	}

	@ParameterizedTest
	@CsvSource({ "200, 0, true", "400, 10, true", "400, 0, false" })
	void leavesAnswersThatAreNotItsOwn(int status, long written, boolean first) throws Exception {
		failWith(status);
		given(this.response.getContentWritten()).willReturn(written);
		given(this.response.setErrorReported()).willReturn(first);
		given(this.response.isError()).willReturn(true);
		this.valve.report(this.request, this.response, null);
		verify(this.response, never()).getOutputStream();
	}

	@Test
	void clientThatHasLeftIsLeftAlone() throws Exception {
		failWith(400);
		willThrow(new IOException("broken pipe")).given(this.out).write(any(byte[].class));
		this.valve.setContainer(new StandardHost());
		assertThatNoException().isThrownBy(() -> this.valve.report(this.request, this.response, null));
	}

	private void failWith(int status) throws IOException {
		given(this.request.getCoyoteRequest()).willReturn(new org.apache.coyote.Request());
		given(this.response.getStatus()).willReturn(status);
		given(this.response.setErrorReported()).willReturn(true);
		given(this.response.getOutputStream()).willReturn(this.out);
	}

}
