package io.eventstatistics.live;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.eventstatistics.query.LiveQuery;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import jakarta.websocket.server.ServerEndpointConfig.Configurator;

/**
 * Upgrades a request to a WebSocket that streams the answers to its query. Extensions are
 * not negotiated: compressing such small messages gains little and costs memory for each
 * connection.
 */
public final class SocketUpgrade extends Configurator {

	private final LivePublisher publisher;

	private final LiveQuery query;

	private SocketUpgrade(LivePublisher publisher, LiveQuery query) {
		this.publisher = publisher;
		this.query = query;
	}

	/**
	 * Answers a request for an upgrade with a stream.
	 * @param publisher publishes the figures
	 * @param query the query to answer
	 * @param request the request for the upgrade
	 * @param response its response
	 * @throws StreamRefusedException if no more streams may be opened
	 * @throws IOException if the client has disconnected
	 * @throws ServletException if the container cannot upgrade
	 */
	public static void open(LivePublisher publisher, LiveQuery query, HttpServletRequest request,
			HttpServletResponse response) throws IOException, ServletException {
		publisher.requirePlace(query);
		ServerContainer container = (ServerContainer) request.getServletContext()
			.getAttribute(ServerContainer.class.getName());
		ServerEndpointConfig config = ServerEndpointConfig.Builder.create(SocketEndpoint.class, request.getRequestURI())
			.configurator(new SocketUpgrade(publisher, query))
			.build();
		try {
			container.upgradeHttpToWebSocket(request, response, config, Map.of());
		}
		catch (DeploymentException ex) {
			throw new ServletException(ex);
		}
	}

	@Override
	public <T> T getEndpointInstance(Class<T> type) {
		return type.cast(new SocketEndpoint(this.publisher, this.query));
	}

	@Override
	public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
		return List.of();
	}

	/** The caller has checked this. */
	@Override
	public boolean checkOrigin(String origin) {
		return true;
	}

}
