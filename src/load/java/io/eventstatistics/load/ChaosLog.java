package io.eventstatistics.load;

import java.io.IOException;

import io.eventstatistics.testing.CuttingProxy;
import io.eventstatistics.testing.KafkaProcess;
import io.eventstatistics.testing.RedisProcess;

/**
 * A log that replicas share, which is killed and started again, with a proxy in front of
 * it that cuts connections.
 */
interface ChaosLog extends AutoCloseable {

	/** Returns the settings of a replica, which reaches the log directly or not. */
	String[] settings(boolean proxied);

	CuttingProxy proxy();

	void kill();

	void restart();

	@Override
	void close();

	/** Opens an empty one: redis, which writes through always, or kafka. */
	static ChaosLog open(String kind) throws IOException {
		if ("kafka".equals(kind)) {
			return new Kafka(new KafkaProcess());
		}
		RedisProcess redis = new RedisProcess("always");
		return new Redis(redis, new CuttingProxy(redis.port()));
	}

	/**
	 * A Redis.
	 *
	 * @param redis its process
	 * @param proxy the proxy in front of it
	 */
	record Redis(RedisProcess redis, CuttingProxy proxy) implements ChaosLog {

		@Override
		public String[] settings(boolean proxied) {
			return new String[] { "--event-statistics.ledger.type=redis",
					"--spring.data.redis.port=" + (proxied ? this.proxy.port() : this.redis.port()) };
		}

		@Override
		public void kill() {
			this.redis.kill();
		}

		@Override
		public void restart() {
			this.redis.restart();
		}

		@Override
		public void close() {
			this.proxy.close();
			this.redis.close();
		}

	}

	/**
	 * A Kafka of one broker.
	 *
	 * @param kafka its process
	 */
	record Kafka(KafkaProcess kafka) implements ChaosLog {

		@Override
		public String[] settings(boolean proxied) {
			return new String[] { "--event-statistics.ledger.type=kafka", "--spring.kafka.bootstrap-servers="
					+ (proxied ? this.kafka.proxiedServers() : this.kafka.servers()) };
		}

		@Override
		public CuttingProxy proxy() {
			return this.kafka.proxy();
		}

		@Override
		public void kill() {
			this.kafka.kill();
		}

		@Override
		public void restart() {
			this.kafka.restart();
		}

		@Override
		public void close() {
			this.kafka.close();
		}

	}

}
