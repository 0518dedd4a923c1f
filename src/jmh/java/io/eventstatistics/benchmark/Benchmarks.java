package io.eventstatistics.benchmark;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs all benchmarks, or those whose names match the argument, and prints a table.
 * {@code ./mvnw -Pjmh verify}
 */
public final class Benchmarks {

	private Benchmarks() {
	}

	/**
	 * Runs benchmarks.
	 * @param args a regular expression over their names, or {@code all}
	 * @throws RunnerException if one fails
	 */
	public static void main(String[] args) throws RunnerException {
		ChainedOptionsBuilder options = new OptionsBuilder().addProfiler(GCProfiler.class).shouldFailOnError(true);
		if (args.length > 0 && !"all".equals(args[0])) {
			options.include(args[0]);
		}
		new Runner(options.build()).run();
	}

}
