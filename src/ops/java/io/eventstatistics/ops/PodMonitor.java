package io.eventstatistics.ops;

import java.util.List;

import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1ObjectMeta;

/**
 * The fields of the Prometheus operator's {@code monitoring.coreos.com/v1 PodMonitor}
 * that are used here; the client of the Kubernetes API does not have the type.
 */
@SuppressWarnings("unused")
final class PodMonitor {

	private String apiVersion = "";

	private String kind = "";

	private V1ObjectMeta metadata = new V1ObjectMeta();

	private Spec spec = new Spec();

	private static final class Spec {

		private V1LabelSelector selector = new V1LabelSelector();

		private List<Endpoint> podMetricsEndpoints = List.of();

	}

	private static final class Endpoint {

		private String port = "";

		private String path = "";

		private String interval = "";

	}

}
