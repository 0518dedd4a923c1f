package io.eventstatistics.ingest;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of what a request may bring.
 *
 * @param maxBody size of one request body at most, after decompression, from 1KB
 */
public record IngestProperties(@DefaultValue("16MB") DataSize maxBody) {

	private static final DataSize MIN_BODY = DataSize.ofKilobytes(1);

	public IngestProperties {
		if (maxBody.compareTo(MIN_BODY) < 0) {
			throw new IllegalArgumentException(
					"event-statistics.ingest.max-body must be at least 1KB but is " + maxBody);
		}
	}

}
