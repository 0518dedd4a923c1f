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
		assertThat(problem.get("detail").stringValue()).isEqualTo("the server failed to answer; it has logged why");
		assertThat(new String(body.getValue(), StandardCharsets.UTF_8)).doesNotContain("secret");
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
		given(this.response.getStatus()).willReturn(status);
		given(this.response.setErrorReported()).willReturn(true);
		given(this.response.getOutputStream()).willReturn(this.out);
	}

}
