package io.eventstatistics.web.filter;

import java.io.IOException;

import io.eventstatistics.ingest.BodyIntake;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

class BodyFilterTests {

	private static final FilterChain NOBODY_READS = (request, response) -> {
	};

	private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/event");

	@Test
	void bodyThatNobodyHasReadIsReadToItsEnd() throws Exception {
		this.request.setContent(new byte[5000]);
		filter(NOBODY_READS);
		assertThat(this.request.getInputStream().isFinished()).isTrue();
	}

	@Test
	void bodyInChunksIsReadToItsEnd() throws Exception {
		this.request.setContent(new byte[5000]);
		this.request.removeHeader("Content-Length");
		this.request.addHeader("Transfer-Encoding", "chunked");
		filter(NOBODY_READS);
		assertThat(this.request.getInputStream().isFinished()).isTrue();
	}

	@Test
	void bodyThatWasAnnouncedAndNotSentIsNotWaitedFor() throws Exception {
		this.request.setContent(new byte[5000]);
		this.request.addHeader("Expect", "100-continue");
		filter(NOBODY_READS);
		assertThat(this.request.getInputStream().available()).isEqualTo(5000);
	}

	@Test
	void bodyThatHasBegunIsReadToItsEndThoughItWasAnnounced() throws Exception {
		this.request.setContent(new byte[5000]);
		this.request.addHeader("Expect", "100-continue");
		filter((received, response) -> assertThat(received.getInputStream().read()).isZero());
		assertThat(this.request.getInputStream().isFinished()).isTrue();
	}

	@Test
	void bodyOfARequestThatGoesOnElsewhereIsLeftAlone() throws Exception {
		this.request.setContent(new byte[5000]);
		this.request.setAsyncSupported(true);
		filter((received, response) -> this.request.startAsync());
		assertThat(this.request.getInputStream().available()).isEqualTo(5000);
	}

	private void filter(FilterChain chain) throws IOException, ServletException {
		new BodyFilter(new BodyIntake(10_000, 10, System::nanoTime)).doFilter(this.request,
				new MockHttpServletResponse(), chain);
	}

}
