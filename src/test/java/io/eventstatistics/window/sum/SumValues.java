package io.eventstatistics.window.sum;

import java.util.Random;

/**
 * The kinds of values that a random run draws.
 */
enum SumValues {

	LIKE_MAGNITUDE {
		@Override
		double next(Random random) {
			return 20 + 5 * random.nextGaussian();
		}
	},

	CANCELLING {
		@Override
		double next(Random random) {
			return (random.nextBoolean() ? 1 : -1) * Math.scalb(1.0, random.nextInt(60)) + (random.nextInt(4) - 1.5);
		}
	},

	ANY_FINITE {
		@Override
		double next(Random random) {
			double value = Double.longBitsToDouble(random.nextLong());
			return Double.isFinite(value) ? value : next(random);
		}
	},

	SUBNORMAL {
		@Override
		double next(Random random) {
			double value = Double.longBitsToDouble(random.nextLong() >>> 11);
			return random.nextBoolean() ? value : -value;
		}
	},

	HOSTILE_ONES {
		@Override
		double next(Random random) {
			return HOSTILE[random.nextInt(HOSTILE.length)];
		}
	};

	static final double[] HOSTILE = { 0.0, -0.0, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL,
			Math.nextDown(Double.MIN_NORMAL), -Double.MIN_NORMAL, Double.MAX_VALUE, -Double.MAX_VALUE, 1e308, -1e308,
			1.0, -1.0, 0.1, -0.1, Math.ulp(1.0), Math.ulp(1.0) / 2, -Math.ulp(1.0) / 2, 0x1p53, 0x1p53 + 2, -0x1p53,
			0x1p32, 0x1p-32, 0x1p31 - 1, 3.0, 1e16, 1e-16 };

	abstract double next(Random random);

}
