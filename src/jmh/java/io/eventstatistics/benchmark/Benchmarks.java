package io.eventstatistics.benchmark;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs all benchmarks, or those whose names contain the argument, and prints one table.
 * {@code ./mvnw -Pjmh verify}
 */
public final class Benchmarks {

	private static final List<Class<?>> BENCHMARKS = List.of(IngestBenchmark.class, RecordBenchmark.class,
			StatisticsBenchmark.class, QueryBenchmark.class, StatisticsBaselines.class, ContentionBenchmark.class, ExactSumBenchmark.class,
			ParseBenchmark.class, ColumnSortBenchmark.class, SelectionBenchmark.class);

	private Benchmarks() {
	}

	/**
	 * Runs benchmarks.
	 * @param args a part of a benchmark's name, or {@code all}
	 * @throws RunnerException if one fails
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static void main(String[] args) throws RunnerException, InterruptedException {
		String wanted = (args.length == 0 || "all".equals(args[0])) ? "" : args[0];
		if ("HeapRun".contains(wanted)) {
			HeapRun.run();
		}
		if ("FeedRun".contains(wanted)) {
			FeedRun.run();
		}
		if ("DrainRun".contains(wanted)) {
			DrainRun.run();
		}
		if ("PercentileRun".contains(wanted)) {
			PercentileRun.run();
		}
		OptionsBuilder options = new OptionsBuilder();
		BENCHMARKS.stream()
			.map(Class::getSimpleName)
			.filter((name) -> name.contains(wanted))
			.forEach((name) -> options.include(Pattern.quote("." + name + ".")));
		if (!options.getIncludes().isEmpty()) {
			print(new Runner(options.addProfiler(GCProfiler.class).shouldFailOnError(true).build()).run());
		}
	}

	private static void print(Collection<RunResult> results) {
		System.out.printf("%nJDK %s%n| benchmark | result | unit | garbage, B/op |%n| --- | --- | --- | --- |%n",
				Runtime.version());
		for (RunResult result : results) {
			BenchmarkParams params = result.getParams();
			String name = params.getBenchmark().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1");
			String live = params.getParamsKeys()
				.stream()
				.map((key) -> ", " + key + " " + params.getParam(key))
				.collect(Collectors.joining());
			var garbage = result.getSecondaryResults().get("gc.alloc.rate.norm");
			System.out.printf(Locale.ROOT, "| %s%s | %,.2f | %s | %.2f |%n", name, live,
					result.getPrimaryResult().getScore(), result.getPrimaryResult().getScoreUnit(),
					(garbage != null) ? garbage.getScore() : Double.NaN);
		}
	}

}
