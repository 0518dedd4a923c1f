package io.eventstatistics.ledger.kafka;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import io.eventstatistics.ledger.LogAppender;
import io.eventstatistics.ledger.LogRefusalException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

/**
 * Failures that a broker does not produce on demand.
 */
class KafkaFailureTests {

	private final KafkaClients clients = mock(KafkaClients.class);

	private final Producer<byte[], byte[]> producer = producer();

	private final KafkaLog log = new KafkaLog(this.clients, "topic", 4, Duration.ofHours(1), 1000);

	private final Admin admin = mock(Admin.class);

	private final KafkaTopic topic = new KafkaTopic(this.admin, "topic", 4,
			TopicSettings.of(Duration.ofHours(1), 1000));

	@SuppressWarnings("unchecked")
	private Producer<byte[], byte[]> producer() {
		Producer<byte[], byte[]> created = mock(Producer.class);
		given(this.clients.newProducer(anyInt())).willReturn(created);
		return created;
	}

	@Test
	void refusalsLeaveTheAppenderOpen() {
		LogAppender appender = this.log.openAppender(0);
		for (RuntimeException refusal : List.of(new TopicAuthorizationException("no"),
				new RecordTooLargeException("no"), new InvalidRecordException("no"),
				new PolicyViolationException("no"))) {
			willAnswer(CompletableFuture.failedFuture(refusal));
			assertThatExceptionOfType(LogRefusalException.class).isThrownBy(() -> append(appender))
				.withMessageStartingWith("Kafka: ")
				.withCause(refusal);
			assertThat(appender.isOpen()).isTrue();
		}
	}

	@Test
	void failureThatPassesKeepsTheProducer() {
		willAnswer(CompletableFuture.failedFuture(new NotLeaderOrFollowerException("later")));
		assertThatExceptionOfType(NotLeaderOrFollowerException.class)
			.isThrownBy(() -> append(this.log.openAppender(0)));
		assertThat(this.log.openAppender(0).isOpen()).isTrue();
		verify(this.clients).newProducer(1000);
	}

	@Test
	void producerThatIsOfNoMoreUseIsReplaced() {
		given(this.producer.send(any())).willThrow(new ProducerFencedException("another"));
		LogAppender appender = this.log.openAppender(0);
		LogAppender other = this.log.openAppender(1);
		assertThatExceptionOfType(ProducerFencedException.class).isThrownBy(() -> append(appender));
		assertThatExceptionOfType(ProducerFencedException.class).isThrownBy(() -> append(other));
		assertThat(appender.isOpen()).isFalse();
		verify(this.producer).close(Duration.ZERO);
		this.log.openAppender(0);
		verify(this.clients, times(2)).newProducer(1000);
	}

	@Test
	void failureOfAnotherKindIsOneOfKafka() {
		willAnswer(CompletableFuture.failedFuture(new IOException("broken")));
		assertThatExceptionOfType(KafkaException.class).isThrownBy(() -> append(this.log.openAppender(0)))
			.withRootCauseInstanceOf(IOException.class);
	}

	@Test
	void interruptedAppendEndsTheAppender() {
		willAnswer(new CompletableFuture<>());
		LogAppender appender = this.log.openAppender(0);
		Thread.currentThread().interrupt();
		assertThatIllegalStateException().isThrownBy(() -> append(appender));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(appender.isOpen()).isFalse();
	}

	@Test
	void closedLogOpensNothing() {
		this.log.close();
		assertThatIllegalStateException().isThrownBy(() -> this.log.openAppender(0)).withMessage("the log is closed");
	}

	@Test
	void topicThatIsThereAndNotThereIsBeingDeleted() {
		DescribeTopicsResult missing = described(failed(new UnknownTopicOrPartitionException()));
		given(this.admin.describeTopics(anyCollection())).willReturn(missing);
		CreateTopicsResult exists = mock(CreateTopicsResult.class);
		given(exists.all()).willReturn(failed(new TopicExistsException("there")));
		given(this.admin.createTopics(anyCollection())).willReturn(exists);
		assertThatIllegalStateException().isThrownBy(this.topic::open).withMessage("the topic topic is being deleted");
	}

	@Test
	void interruptedQuestionIsAFailure() {
		DescribeTopicsResult never = described(new KafkaFutureImpl<>());
		given(this.admin.describeTopics(anyCollection())).willReturn(never);
		Thread.currentThread().interrupt();
		assertThatIllegalStateException().isThrownBy(this.topic::open).withCauseInstanceOf(InterruptedException.class);
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void failureThatIsNoExceptionOfKafkaIsPassedOn() {
		DescribeTopicsResult broken = described(failed(new IOException("broken")));
		given(this.admin.describeTopics(anyCollection())).willReturn(broken);
		assertThatIllegalStateException().isThrownBy(this.topic::open).withRootCauseInstanceOf(IOException.class);
	}

	@Test
	void topicThatKeepsEverythingFits() {
		assertThat(TopicSettings.fits(TopicConfig.RETENTION_MS_CONFIG, "5000", "-1")).isTrue();
		assertThat(TopicSettings.fits(TopicConfig.RETENTION_MS_CONFIG, "5000", "4999")).isFalse();
		assertThat(TopicSettings.fits(TopicConfig.SEGMENT_MS_CONFIG, "5000", "5001")).isFalse();
	}

	private void willAnswer(Future<RecordMetadata> answer) {
		given(this.producer.send(any())).willReturn(answer);
	}

	private static void append(LogAppender appender) {
		appender.append(new byte[1], Instant.EPOCH);
	}

	private static DescribeTopicsResult described(KafkaFuture<TopicDescription> answer) {
		DescribeTopicsResult result = mock(DescribeTopicsResult.class);
		given(result.topicNameValues()).willReturn(Map.of("topic", answer));
		return result;
	}

	private static <T> KafkaFuture<T> failed(Exception failure) {
		KafkaFutureImpl<T> failed = new KafkaFutureImpl<>();
		failed.completeExceptionally(failure);
		return failed;
	}

}
