package io.eventstatistics.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;

import io.eventstatistics.event.EventService;
import io.eventstatistics.query.LiveQuery;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.Mockito;
import tools.jackson.databind.json.JsonMapper;

import static io.eventstatistics.testing.Questions.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/**
 * The callbacks of the container to an event stream.
 */
class EventStreamTests {

	private final EventService service = new EventService(InstantSource.system(), Duration.ofHours(1), Duration.ZERO,
			1000, Long.MAX_VALUE);

	private final LivePublisher publisher = new LivePublisher(this.service, this.service, new JsonMapper(), 10);

	private final LiveQuery query = LiveQuery.parse("60s", plain(null, null), Duration.ofHours(1));

	private final HttpServletRequest request = mock(HttpServletRequest.class);

	private final HttpServletResponse response = mock(HttpServletResponse.class);

	private final ServletOutputStream out = mock(ServletOutputStream.class);

	private final AsyncContext context = mock(AsyncContext.class);

	@BeforeEach
	void connect() throws IOException {
		given(this.request.startAsync()).willReturn(this.context);
		given(this.response.getOutputStream()).willReturn(this.out);
	}

	@AfterEach
	void close() {
		this.publisher.close();
	}

	@Test
	void nothingIsWrittenBeforeTheContainerIsReady() throws IOException {
		EventStream stream = open();
		stream.beat();
		verify(this.out, never()).write(any(byte[].class));
		verify(this.context).setTimeout(0);
	}

	@Test
	void writesAsMuchAsTheSocketTakes() throws IOException {
		EventStream stream = open();
		given(this.out.isReady()).willReturn(true, true, true, false);
		stream.onWritePossible();
		assertThat(written()).isEqualTo("retry: 1000\n\nevent: statistics\ndata: "
				+ "{\"count\":0,\"min\":null,\"max\":null,\"mean\":null}\n\n");
		verify(this.out).flush();
		stream.offer(Frame.of("1"));
		stream.offer(Frame.of("2"));
		given(this.out.isReady()).willReturn(true, true, true, true, true, false);
		stream.beat();
		assertThat(written()).endsWith("data: 2\n\n: heartbeat\n\n").doesNotContain("data: 1");
	}

	@Test
	void clientThatHasLeftIsLetGo() throws IOException {
		EventStream stream = open();
		given(this.out.isReady()).willReturn(true);
		willThrow(new IOException("broken pipe")).given(this.out).write(any(byte[].class));
		stream.onWritePossible();
		assertThat(this.publisher.subscribers()).isZero();
		stream.offer(Frame.of("1"));
		verify(this.out).write(any(byte[].class));
	}

	@Test
	void whateverTheContainerReportsLetsItGo() throws IOException {
		AsyncEvent event = new AsyncEvent(this.context);
		EventStream failed = open();
		failed.onStartAsync(event);
		EventStream timedOut = open();
		EventStream completed = open();
		EventStream broken = open();
		assertThat(this.publisher.subscribers()).isEqualTo(4);
		failed.onError(event);
		timedOut.onTimeout(event);
		completed.onComplete(event);
		broken.onError(new IOException("broken pipe"));
		assertThat(this.publisher.subscribers()).isZero();
	}

	@Test
	void requestThatCannotBeAsynchronousHoldsNoPlace() {
		given(this.request.startAsync()).willThrow(new IllegalStateException("on purpose"));
		assertThatIllegalStateException()
			.isThrownBy(() -> EventStream.open(this.publisher, this.query, true, this.request, this.response));
		assertThat(this.publisher.subscribers()).isZero();
	}

	@Test
	void completesWhereTheServiceStops() throws IOException {
		EventStream stream = open();
		this.publisher.close();
		verify(this.context, never()).complete();
		stream.onWritePossible();
		verify(this.context).complete();
		willThrow(new IllegalStateException("is complete")).given(this.context).complete();
		stream.end();
		assertThat(this.publisher.subscribers()).isZero();
	}

	private EventStream open() throws IOException {
		EventStream.open(this.publisher, this.query, true, this.request, this.response);
		ArgumentCaptor<EventStream> stream = ArgumentCaptor.forClass(EventStream.class);
		verify(this.out, atLeastOnce()).setWriteListener(stream.capture());
		return stream.getValue();
	}

	private String written() throws IOException {
		ArgumentCaptor<byte[]> bytes = ArgumentCaptor.forClass(byte[].class);
		verify(this.out, Mockito.atLeastOnce()).write(bytes.capture());
		StringBuilder text = new StringBuilder();
		bytes.getAllValues().forEach((part) -> text.append(new String(part, StandardCharsets.UTF_8)));
		return text.toString();
	}

}
