package io.eventstatistics.page;

import java.util.function.Supplier;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the state of the service to the dashboard, to those who may read figures. It
 * also answers while a ledger is replayed. Thread-safe.
 */
@RestController
class ServiceStateController {

	private final Supplier<ServiceState> state;

	ServiceStateController(Supplier<ServiceState> state) {
		this.state = state;
	}

	@GetMapping(path = PageConfiguration.STATE, produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<ServiceState> state() {
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(this.state.get());
	}

}
