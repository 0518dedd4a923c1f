package io.eventstatistics.metrics;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalReasonsTests {

	@Test
	void everyExceptionThatIsAnsweredHasAReason() throws Exception {
		List<Class<?>> ours = new ArrayList<>();
		for (Method method : Class.forName("io.eventstatistics.web.ErrorAdvice").getDeclaredMethods()) {
			ExceptionHandler handler = AnnotatedElementUtils.findMergedAnnotation(method, ExceptionHandler.class);
			if (handler != null) {
				ours.addAll(List.of(handler.exception()));
				ours.addAll(List.of(method.getParameterTypes()[0]));
			}
		}
		ours.add(Class.forName("io.eventstatistics.security.AccessException"));
		ours.add(Class.forName("io.eventstatistics.limit.RateLimitException"));
		ours.removeIf((type) -> !type.getPackageName().startsWith("io.eventstatistics"));
		assertThat(ours).hasSizeGreaterThan(12);
		for (Class<?> type : ours) {
			assertThat(RefusalReasons.named(type.getSimpleName())).as(type.getName()).isNotNull();
		}
	}

	@Test
	void faultsAndUnknownPathsAreNoRefusals() {
		assertThat(RefusalReasons.of(new IllegalStateException())).isNull();
		assertThat(RefusalReasons.of(new NullPointerException())).isNull();
		assertThat(RefusalReasons.of(new NoResourceFoundException(HttpMethod.GET, "/nope", "nope"))).isNull();
		assertThat(RefusalReasons.of(new ErrorResponseException(HttpStatus.BAD_REQUEST))).isEqualTo("other");
		assertThat(RefusalReasons.of(new IOException())).isEqualTo("body_broken_off");
	}

}
