package io.eventstatistics.ledger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Refusals, which are logged once, and failures, which are permanent.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusalTests {

	private final Refusal refusal = new Refusal("trimming");

	@Test
	void aReasonIsLoggedOnceUntilItIsOver(CapturedOutput output) {
		this.refusal.over();
		for (int i = 0; i < 3; i++) {
			this.refusal.report(new LogRefusalException("no permission"));
		}
		assertThat(this.refusal.reason()).isEqualTo("trimming: no permission");
		assertThat(this.refusal.isFailure()).isFalse();
		this.refusal.over();
		assertThat(this.refusal.reason()).isNull();
		this.refusal.report(new LogRefusalException("no permission"));
		assertThat(output.getAll().lines().filter((line) -> line.contains("no permission"))).hasSize(2);
	}

	@Test
	void aFailureIsNeverOver(CapturedOutput output) {
		this.refusal.report(new LogRefusalException("full"));
		this.refusal.report(new LogFailedException("cannot sync"));
		this.refusal.report(new LogFailedException("cannot sync"));
		this.refusal.over();
		assertThat(this.refusal.reason()).isEqualTo("trimming: cannot sync");
		assertThat(this.refusal.isFailure()).isTrue();
		assertThat(output.getAll().lines().filter((line) -> line.contains("until the next start: cannot sync")))
			.hasSize(1);
	}

}
