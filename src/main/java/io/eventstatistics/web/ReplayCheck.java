package io.eventstatistics.web;

import io.eventstatistics.event.EventRecorder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Rejects questions while a log is replayed, because the figures would be incomplete.
 * Thread-safe.
 */
@Configuration(proxyBeanMethods = false)
class ReplayCheck implements WebMvcConfigurer, HandlerInterceptor {

	private final EventRecorder recorder;

	ReplayCheck(EventRecorder recorder) {
		this.recorder = recorder;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this).addPathPatterns(ApiPaths.QUESTIONS);
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		this.recorder.requireComplete();
		return true;
	}

}
