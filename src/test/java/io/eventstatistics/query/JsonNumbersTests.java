package io.eventstatistics.query;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class JsonNumbersTests {

	private final JsonMapper json = JsonMapper.builder().addModule(new JsonNumbers()).build();

	@ParameterizedTest
	@CsvSource({ "1, 1.0", "12.34, 12.34", "-7.5, -7.5", "0, 0.0", "1e-4, 0.0001", "-1.5e-5, -0.000015",
			"1e-6, 0.000001", "1.5e-7, 1.5E-7", "9.999e-7, 9.999E-7", "1e7, 10000000.0", "12345678.9, 12345678.9",
			"9007199254740993, 9007199254740992.0", "9.999999999999998e15, 9999999999999998.0", "1e16, 1.0E16",
			"-1e300, -1.0E300", "123456789012, 123456789012.0" })
	void numbers(double number, String text) {
		assertThat(JsonNumbers.write(number)).isEqualTo(text);
		assertThat(this.json.writeValueAsString(number)).isEqualTo(text);
	}

	@Test
	void everyNumberReadsBackAsItself() {
		long seed = System.nanoTime();
		System.out.println("seed " + seed);
		Random random = new Random(seed);
		for (int i = 0; i < 100_000; i++) {
			double number = Math.scalb(random.nextGaussian(), random.nextInt(120) - 60);
			String text = JsonNumbers.write(number);
			assertThat(Double.parseDouble(text)).isEqualTo(number);
			boolean plain = Math.abs(number) >= 1e-6 && Math.abs(number) < 1e16;
			assertThat(text.contains("E")).as(text).isEqualTo(!plain && number != 0);
			assertThat(text).contains(".");
		}
	}

}
