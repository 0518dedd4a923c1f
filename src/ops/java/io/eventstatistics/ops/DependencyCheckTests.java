package io.eventstatistics.ops;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DependencyCheckTests {

	private static final String TOMCAT = "org.apache.tomcat.embed:tomcat-embed-core";

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			[11.0.0-M1,11.0.25)                  | 11.0.24        | true
			[11.0.0-M1,11.0.25)                  | 11.0.25        | false
			[11.0.0-M1,11.0.25)                  | 11.0.3         | true
			[11.0.0-M1,11.0.25)                  | 11.0.0-M1      | true
			[11.0.0-M1,11.0.25)                  | 11.0.0-M26     | true
			[11.0.0-M1,11.0.25)                  | 11.0.27        | false
			[11.0.0,11.0.25)                     | 11.0.0-M26     | false
			(,4.1.137.Final),[4.2.0.Final,4.2.17)| 4.2.16.Final   | true
			(,4.1.137.Final),[4.2.0.Final,4.2.17)| 4.2.17.Final   | false
			(,4.1.137.Final),[4.2.0.Final,4.2.17)| 4.1.136.Final  | true
			(,4.1.137.Final),[4.2.0.Final,4.2.17)| 4.1.137.Final  | false
			[3.0.0,3.1.0]                        | 3.1.0          | true
			[3.0.0,3.1.0]                        | 3.1.1          | false
			(,7.5.2)                             | 7.5.2.RELEASE  | false
			(,7.5.2]                             | 7.5.2.RELEASE  | true
			""")
	void versionsAreOrderedAsMavenOrdersThem(String range, String version, boolean affected) {
		ShippedLibrary library = new ShippedLibrary("org.apache.tomcat.embed", "tomcat-embed-core", version);
		KnownVulnerability vulnerability = KnownVulnerability.parse(TOMCAT + " " + range + " CVE-2026-65182 there");
		assertThat(vulnerability.affects(library)).isEqualTo(affected);
		assertThat(vulnerability.affects(new ShippedLibrary("org.apache.tomcat", "tomcat-embed-core", version)))
			.isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", TOMCAT, TOMCAT + " [1,2) CVE-2026-65182", "tomcat [1,2) CVE-2026-65182 there",
			TOMCAT + " [1,2) CVE-26 there", TOMCAT + " 1.0 CVE-2026-65182 there",
			TOMCAT + " [2,1) CVE-2026-65182 there", TOMCAT + " [1,2 CVE-2026-65182 there" })
	void aLineOfAnotherFormIsRefused(String line) {
		assertThatIllegalArgumentException().isThrownBy(() -> KnownVulnerability.parse(line))
			.withMessageContaining(line);
	}

	@Test
	void whatAppearedAndWhatWentIsListed() {
		assertThat(DependencyCheck.difference(List.of("a-1", "b-1"), List.of("a-1", "b-1"))).isEmpty();
		assertThat(DependencyCheck.difference(List.of("a-1", "b-1"), List.of("b-2", "a-1")))
			.containsSubsequence("+ b-2 (not in dependencies.txt)", "- b-1 (only in dependencies.txt)")
			.last()
			.asString()
			.contains("> src/ops/dependencies.txt");
	}

	@Test
	void whatNoDependencyBringsIsListed() {
		List<ShippedLibrary> named = List.of(new ShippedLibrary("g", "a", "1"), new ShippedLibrary("g", "b", "1"));
		assertThat(DependencyCheck.unnamed(List.of("a-1", "spring-boot-jarmode-tools-4.1.2"), named)).isEmpty();
		assertThat(DependencyCheck.unnamed(List.of("a-1", "c-1"), named)).singleElement()
			.asString()
			.startsWith("? c-1 ");
	}

	@Test
	void onlyWhatIsInTheJarIsHeldToTheVulnerabilities() {
		List<ShippedLibrary> named = List.of(new ShippedLibrary("g", "a", "1"), new ShippedLibrary("g", "b", "1"));
		List<KnownVulnerability> known = List.of(KnownVulnerability.parse("g:a [1,2) CVE-2026-65182 there"),
				KnownVulnerability.parse("g:b [1,2) CVE-2026-65183 there"));
		assertThat(DependencyCheck.vulnerable(List.of("a-1"), named, known))
			.containsExactly("! g:a 1: CVE-2026-65182 affects [1,2), see there");
	}

}
