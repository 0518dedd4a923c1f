package io.eventstatistics.live;

import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

class PipelineBoundTests {

	private final Adapter adapter = mock(Adapter.class);

	private boolean threadsRunShort;

	private final PipelineBound bound = new PipelineBound(this.adapter, () -> this.threadsRunShort);

	private final Request request = new Request();

	@Test
	void connectionPipelinesAsLongAsThreadsAreLeft() throws Exception {
		for (int i = 0; i < 10 * PipelineBound.MAX_IN_A_ROW; i++) {
			assertThat(isLast()).isFalse();
		}
		this.threadsRunShort = true;
		assertThat(isLast()).isTrue();
	}

	@Test
	void connectionEndsAfterAFewRequestsInARowWhereThreadsRunShort() throws Exception {
		this.threadsRunShort = true;
		for (int i = 1; i < PipelineBound.MAX_IN_A_ROW; i++) {
			assertThat(isLast()).isFalse();
		}
		assertThat(isLast()).isTrue();
		this.bound.begin();
		assertThat(isLast()).isFalse();
	}

	@Test
	void requestIsAnsweredAllTheSame() throws Exception {
		this.threadsRunShort = true;
		for (int i = 0; i < 20; i++) {
			Response response = new Response();
			this.bound.service(this.request, response);
			verify(this.adapter, times(1)).service(this.request, response);
		}
	}

	/** Serves a request and returns whether it is the connection's last one. */
	private boolean isLast() throws Exception {
		Response response = new Response();
		this.bound.service(this.request, response);
		return "close".equals(response.getMimeHeaders().getHeader("Connection"));
	}

}
