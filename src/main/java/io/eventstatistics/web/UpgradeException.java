package io.eventstatistics.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Thrown if a request cannot be upgraded to a WebSocket.
 */
class UpgradeException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final HttpStatus status;

	UpgradeException(HttpStatus status, String message) {
		super(message);
		this.status = status;
	}

	HttpStatus status() {
		return this.status;
	}

	HttpHeaders headers() {
		HttpHeaders headers = new HttpHeaders();
		if (this.status == HttpStatus.UPGRADE_REQUIRED) {
			headers.set(HttpHeaders.UPGRADE, "websocket");
			headers.set("Sec-WebSocket-Version", "13");
		}
		return headers;
	}

}
