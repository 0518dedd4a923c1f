package io.eventstatistics.security;

/**
 * What a token may allow.
 */
enum Permission {

	/** To send events. */
	WRITE("write"),

	/** To ask for figures. */
	READ("read"),

	/** To see the metrics and the build. */
	OPERATE("operate");

	private final String text;

	Permission(String text) {
		this.text = text;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
