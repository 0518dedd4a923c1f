package io.eventstatistics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static javax.tools.ToolProvider.getSystemJavaCompiler;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks the sizes of files, methods and packages, and that strings used by two packages
 * are defined in one.
 */
class SourceTests {

	private static final Path SOURCES = Path.of("src");

	private static final Path MAIN = Path.of("src", "main", "java");

	/** Paths of requests, names of settings, names of headers. */
	private static final Pattern SHARED = Pattern
		.compile("/[a-z][a-z/*-]+|(event-statistics|server|spring|management)\\.[a-z.-]+|[A-Z][a-z]+(-[A-Z][a-z]+)+");

	@Test
	void noFileIsLongerThan300Lines() {
		List<Path> files = files(SOURCES);
		assertThat(files).hasSizeGreaterThan(300);
		assertThat(files).filteredOn((file) -> lines(file) > 300).isEmpty();
	}

	@Test
	void filesOfTheServiceAreShort() {
		List<Long> lengths = files(MAIN).stream().map(SourceTests::lines).sorted().toList();
		assertThat(lengths.get(lengths.size() / 2)).as("the median").isLessThanOrEqualTo(70);
		assertThat(lengths.get(lengths.size() * 9 / 10)).as("nine in ten").isLessThanOrEqualTo(190);
	}

	@Test
	void packagesOfTheServiceAreSmall() {
		Map<Path, Long> sizes = files(MAIN).stream().collect(groupingBy(Path::getParent, TreeMap::new, counting()));
		sizes.values().removeIf((size) -> size >= 3 && size <= 26);
		assertThat(sizes).isEmpty();
	}

	@Test
	void methodsOfTheServiceHaveAtMost25Lines() throws IOException {
		List<String> longer = new ArrayList<>();
		scan(new Visitor() {
			@Override
			void method(MethodTree method, CompilationUnitTree file, long lines) {
				if (lines > 25) {
					longer.add("%s.%s has %s lines".formatted(file.getSourceFile().getName(), method.getName(), lines));
				}
			}
		});
		assertThat(longer).isEmpty();
	}

	@Test
	void pathsSettingsAndHeadersAreSpeltInOnePackage() throws IOException {
		Map<String, Set<String>> packages = new TreeMap<>();
		scan(new Visitor() {
			@Override
			void text(String text, CompilationUnitTree file) {
				if (SHARED.matcher(text).matches()) {
					packages.computeIfAbsent(text, (any) -> new TreeSet<>()).add(String.valueOf(file.getPackageName()));
				}
			}
		});
		assertThat(packages).hasSizeGreaterThan(10)
			.allSatisfy((text, owners) -> assertThat(owners).as(text).hasSize(1));
	}

	private static List<Path> files(Path folder) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(".java")).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static long lines(Path file) {
		try (Stream<String> lines = Files.lines(file)) {
			return lines.count();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void scan(Visitor visitor) throws IOException {
		var compiler = getSystemJavaCompiler();
		var manager = compiler.getStandardFileManager(null, null, null);
		JavacTask task = (JavacTask) compiler.getTask(null, manager, null, null, null,
				manager.getJavaFileObjectsFromPaths(files(MAIN)));
		SourcePositions positions = Trees.instance(task).getSourcePositions();
		for (CompilationUnitTree file : task.parse()) {
			visitor.positions = positions;
			visitor.file = file;
			visitor.scan(file, null);
		}
	}

	/** Visits methods, with the lines of their bodies, and texts. */
	private abstract static class Visitor extends TreeScanner<@Nullable Void, @Nullable Void> {

		private @Nullable SourcePositions positions;

		private @Nullable CompilationUnitTree file;

		void method(MethodTree method, CompilationUnitTree file, long lines) {
		}

		void text(String text, CompilationUnitTree file) {
		}

		@Override
		public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
			if (this.file != null && this.positions != null && method.getBody() != null) {
				LineMap lines = this.file.getLineMap();
				long start = lines.getLineNumber(this.positions.getStartPosition(this.file, method.getBody()));
				long end = lines.getLineNumber(this.positions.getEndPosition(this.file, method.getBody()));
				method(method, this.file, end - start - 1);
			}
			return super.visitMethod(method, unused);
		}

		@Override
		public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void unused) {
			if (this.file != null && literal.getValue() instanceof String text) {
				text(text, this.file);
			}
			return super.visitLiteral(literal, unused);
		}

	}

}
