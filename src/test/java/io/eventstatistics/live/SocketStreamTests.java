package io.eventstatistics.live;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.eventstatistics.event.EventService;
import io.eventstatistics.query.LiveQuery;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import tools.jackson.databind.json.JsonMapper;

import static io.eventstatistics.testing.Questions.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

/**
 * The callbacks of the container to a WebSocket.
 */
class SocketStreamTests {

	private static final String EMPTY = "{\"count\":0}";

	private final LivePublisher publisher = publisher(1);

	private final LiveQuery query = LiveQuery.parse("60s", plain(null, "count"), Duration.ofHours(1));

	private final Session session = mock(Session.class);

	private final Map<String, Object> properties = new HashMap<>();

	private final RemoteEndpoint.Async remote = mock(RemoteEndpoint.Async.class);

	private final SocketEndpoint endpoint = new SocketEndpoint(this.publisher, this.query);

	@BeforeEach
	void connect() {
		given(this.session.getUserProperties()).willReturn(this.properties);
		given(this.session.getAsyncRemote()).willReturn(this.remote);
	}

	@AfterEach
	void close() {
		this.publisher.close();
	}

	@Test
	void firstMessageComesAtOnce() {
		open();
		verify(this.remote).sendText(eq(EMPTY), any());
		verify(this.remote).setSendTimeout(10_000);
	}

	@Test
	void messageWaitsForTheOneBeforeAndOnlyTheLatestIsSent() {
		SocketStream stream = open();
		stream.offer(Frame.of("1"));
		stream.offer(Frame.of("2"));
		verify(this.remote).sendText(anyString(), any());
		handler(1).onResult(new SendResult(this.session));
		verify(this.remote).sendText(eq("2"), any());
		verify(this.remote, times(2)).sendText(anyString(), any());
	}

	@Test
	void heartbeatIsAPingBetweenMessages() throws IOException {
		SocketStream stream = open();
		stream.beat();
		verify(this.remote, times(0)).sendPing(any());
		handler(1).onResult(new SendResult(this.session));
		verify(this.remote).sendPing(any());
	}

	@Test
	void messageThatCannotBeSentLetsItGo() {
		open();
		handler(1).onResult(new SendResult(this.session, new IOException("broken pipe")));
		assertThat(this.publisher.subscribers()).isZero();
	}

	@Test
	void pingThatCannotBeSentLetsItGo() throws IOException {
		SocketStream stream = open();
		handler(1).onResult(new SendResult(this.session));
		willThrow(new IOException("broken pipe")).given(this.remote).sendPing(any());
		stream.beat();
		assertThat(this.publisher.subscribers()).isZero();
	}

	@Test
	void closesAsTheServiceStopsAndWaitsForNoneThatIsStuck() throws IOException {
		open();
		this.publisher.close();
		assertThat(closeCode(this.session)).isEqualTo(1001);
		assertThat(this.properties).containsEntry("org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT",
				1L);
	}

	@Test
	void givesOneThatTakesMessagesTimeToTakeTheLast() throws IOException {
		open();
		handler(1).onResult(new SendResult(this.session));
		this.publisher.close();
		assertThat(closeCode(this.session)).isEqualTo(1001);
		assertThat(this.properties)
			.doesNotContainKey("org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT");
	}

	@Test
	void oneThatFindsNoPlaceIsToldToComeBack() throws IOException {
		open();
		Session other = mock(Session.class);
		given(other.getUserProperties()).willReturn(new HashMap<>());
		given(other.getAsyncRemote()).willReturn(this.remote);
		SocketEndpoint late = new SocketEndpoint(this.publisher, this.query);
		late.onOpen(other, mock(EndpointConfig.class));
		assertThat(closeCode(other)).isEqualTo(1013);
		willThrow(new IOException("broken pipe")).given(other).close(any());
		assertThatCode(() -> late.onOpen(other, mock(EndpointConfig.class))).doesNotThrowAnyException();
	}

	@Test
	void placeIsFreeOnceTheContainerHasClosedIt() {
		open();
		this.endpoint.onError(this.session, new IOException("broken pipe"));
		assertThat(this.publisher.subscribers()).isOne();
		this.endpoint.onClose(this.session, new CloseReason(CloseReason.CloseCodes.CLOSED_ABNORMALLY, ""));
		assertThat(this.publisher.subscribers()).isZero();
	}

	@Test
	void upgradeThatTheContainerCannotMakeIsAFault() throws Exception {
		ServerContainer container = mock(ServerContainer.class);
		ServletContext context = mock(ServletContext.class);
		HttpServletRequest request = mock(HttpServletRequest.class);
		given(request.getServletContext()).willReturn(context);
		given(request.getRequestURI()).willReturn("/statistics/ws");
		given(context.getAttribute(ServerContainer.class.getName())).willReturn(container);
		willThrow(new DeploymentException("on purpose")).given(container)
			.upgradeHttpToWebSocket(any(), any(), any(), any());
		assertThatExceptionOfType(ServletException.class)
			.isThrownBy(() -> SocketUpgrade.open(this.publisher, this.query, request, mock(HttpServletResponse.class)));
	}

	private SocketStream open() {
		this.endpoint.onOpen(this.session, mock(EndpointConfig.class));
		return this.endpoint.stream();
	}

	private SendHandler handler(int messages) {
		ArgumentCaptor<SendHandler> handler = ArgumentCaptor.forClass(SendHandler.class);
		verify(this.remote, times(messages)).sendText(anyString(), handler.capture());
		return handler.getValue();
	}

	private static int closeCode(Session session) throws IOException {
		ArgumentCaptor<CloseReason> reason = ArgumentCaptor.forClass(CloseReason.class);
		verify(session).close(reason.capture());
		return List.of(reason.getValue()).get(0).getCloseCode().getCode();
	}

	private static LivePublisher publisher(int places) {
		EventService service = new EventService(InstantSource.system(), Duration.ofHours(1), Duration.ZERO, 1000,
				Long.MAX_VALUE);
		return new LivePublisher(service, service, new JsonMapper(), places);
	}

}
