package io.eventstatistics.security;

/**
 * The permissions of a token.
 */
enum Permission {

	/** To send events. */
	WRITE("write"),

	/** To read figures. */
	READ("read"),

	/** To read metrics and build information. */
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
