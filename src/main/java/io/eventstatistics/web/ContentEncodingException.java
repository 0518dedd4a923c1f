package io.eventstatistics.web;

/**
 * Thrown if the encoding of a body is not supported.
 */
class ContentEncodingException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ContentEncodingException(String encoding) {
		super("Content-Encoding " + encoding + " is not supported: supported is gzip");
	}

}
