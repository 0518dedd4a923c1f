package io.eventstatistics.web;

/**
 * Thrown where a body has an encoding that is not supported.
 */
class ContentEncodingException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ContentEncodingException(String encoding) {
		super("Content-Encoding " + encoding + " is not supported: supported is gzip");
	}

}
