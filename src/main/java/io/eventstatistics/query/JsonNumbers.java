package io.eventstatistics.query;

import java.math.BigDecimal;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * Writes doubles as JSON numbers: plain from 1e-6 to below 1e16, such as {@code 0.0001},
 * otherwise with an exponent, such as {@code 1.5E-7}. The text reads back as the same
 * double.
 */
public final class JsonNumbers extends SimpleModule {

	private static final long serialVersionUID = 1L;

	private static final double LEAST_PLAIN = 1e-6;

	/** From 1e-3 to below 1e7, {@link Double#toString} is plain. */
	private static final double LEAST_SIMPLE = 1e-3;

	private static final double PAST_SIMPLE = 1e7;

	private static final double PAST_PLAIN = 1e16;

	/**
	 * Creates the module.
	 */
	public JsonNumbers() {
		super("numbers");
		addSerializer(Double.class, new Serializer());
		addSerializer(Double.TYPE, new Serializer());
	}

	static String write(double number) {
		double size = Math.abs(number);
		String shortest = Double.toString(number);
		if ((size >= LEAST_SIMPLE && size < PAST_SIMPLE) || size < LEAST_PLAIN || size >= PAST_PLAIN) {
			return shortest;
		}
		String plain = new BigDecimal(shortest).stripTrailingZeros().toPlainString();
		return (size < 1) ? plain : withPoint(plain);
	}

	private static String withPoint(String plain) {
		return (plain.indexOf('.') < 0) ? plain + ".0" : plain;
	}

	private static final class Serializer extends StdSerializer<Double> {

		Serializer() {
			super(Double.class);
		}

		@Override
		public void serialize(Double number, JsonGenerator generator, SerializationContext context) {
			generator.writeNumber(write(number));
		}

	}

}
