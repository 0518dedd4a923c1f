package io.eventstatistics.web;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.eventstatistics.event.EventRecorder;
import io.eventstatistics.event.EventService;
import io.eventstatistics.event.HeldSeries;
import io.eventstatistics.event.SeriesPage;
import io.eventstatistics.query.Answer;
import io.eventstatistics.query.AnswerFormat;
import io.eventstatistics.query.HistogramQuery;
import io.eventstatistics.query.HistoryQuery;
import io.eventstatistics.query.QuestionParameters;
import io.eventstatistics.query.SeriesQuery;
import io.eventstatistics.query.StatisticsQuery;
import io.eventstatistics.window.Statistics;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Answers questions in the format that the client prefers. Thread-safe.
 */
@RestController
class StatisticsController {

	/** The size of a figure in JSON: a name, a number and punctuation. */
	private static final int BYTES_PER_FIGURE = 40;

	/** The largest size of a series in a list: its name, a count and a timestamp. */
	private static final int BYTES_PER_SERIES = 240;

	private static final HeaderContentNegotiationStrategy negotiation = new HeaderContentNegotiationStrategy();

	private final EventRecorder recorder;

	private final EventService service;

	private final JsonMapper json;

	private final QuestionGate gate;

	StatisticsController(EventRecorder recorder, EventService service, JsonMapper json, QuestionGate gate) {
		this.recorder = recorder;
		this.service = service;
		this.json = json;
		this.gate = gate;
	}

	@GetMapping(path = ApiPaths.STATISTICS, produces = { MediaType.APPLICATION_JSON_VALUE, AnswerFormat.CSV_TYPE,
			AnswerFormat.OPEN_METRICS_TYPE, AnswerFormat.PROMETHEUS_TYPE })
	void statistics(QuestionParameters parameters, HttpServletRequest request, HttpServletResponse response)
			throws IOException, HttpMediaTypeNotAcceptableException {
		AnswerFormat format = format(request, AnswerFormat.values());
		if (parameters.isEmpty() && format == AnswerFormat.JSON) {
			Figures figures = Figures.of(this.service.statistics());
			this.recorder.requireComplete();
			JsonResponses.writeFresh(response, HttpStatus.OK, this.json.writeValueAsBytes(figures));
			return;
		}
		StatisticsQuery query = StatisticsQuery.parse(parameters, this.service.window());
		answer(response, format, query::figures, () -> query.ask(this.service));
	}

	@GetMapping(path = ApiPaths.HISTORY, produces = { MediaType.APPLICATION_JSON_VALUE, AnswerFormat.CSV_TYPE })
	void history(@RequestParam(required = false) @Nullable String step, QuestionParameters parameters,
			HttpServletRequest request, HttpServletResponse response)
			throws IOException, HttpMediaTypeNotAcceptableException {
		AnswerFormat format = format(request, AnswerFormat.JSON, AnswerFormat.CSV);
		HistoryQuery query = HistoryQuery.parse(step, parameters, this.service.window());
		answer(response, format, () -> query.figures(this.service), () -> query.ask(this.service));
	}

	@GetMapping(path = ApiPaths.HISTOGRAM, produces = { MediaType.APPLICATION_JSON_VALUE, AnswerFormat.CSV_TYPE })
	void histogram(@RequestParam(required = false) @Nullable String bins,
			@RequestParam(required = false) @Nullable String scale,
			@RequestParam(required = false) @Nullable String window,
			@RequestParam(required = false) @Nullable String series, HttpServletRequest request,
			HttpServletResponse response) throws IOException, HttpMediaTypeNotAcceptableException {
		AnswerFormat format = format(request, AnswerFormat.JSON, AnswerFormat.CSV);
		HistogramQuery query = HistogramQuery.parse(bins, scale, window, series, this.service.window());
		answer(response, format, query::figures, () -> query.ask(this.service));
	}

	@GetMapping(path = ApiPaths.SERIES, produces = MediaType.APPLICATION_JSON_VALUE)
	void series(@RequestParam(required = false) @Nullable String prefix,
			@RequestParam(required = false) @Nullable String limit,
			@RequestParam(required = false) @Nullable String after, HttpServletResponse response) throws IOException {
		SeriesQuery query = SeriesQuery.parse(prefix, limit, after);
		write(response, MediaType.APPLICATION_JSON_VALUE, () -> BYTES_PER_SERIES * (long) query.limit(), () -> {
			SeriesPage page = query.ask(this.service);
			this.recorder.requireComplete();
			return this.json.writeValueAsBytes(Page.of(page));
		});
	}

	private void answer(HttpServletResponse response, AnswerFormat format, IntSupplier figures,
			Supplier<Answer> question) throws IOException {
		write(response, format.contentType(), () -> BYTES_PER_FIGURE * (long) figures.getAsInt(), () -> {
			Answer answer = question.get();
			this.recorder.requireComplete();
			return format.write(answer, this.json);
		});
	}

	private void write(HttpServletResponse response, String contentType, LongSupplier expectedBytes,
			Supplier<byte[]> maker) throws IOException {
		try (QuestionGate.Answer answer = this.gate.answer(expectedBytes, maker)) {
			JsonResponses.writeFresh(response, HttpStatus.OK, contentType, answer.bytes());
		}
	}

	/** Returns the preferred format, or the first one if the client has no preference. */
	private static AnswerFormat format(HttpServletRequest request, AnswerFormat... formats)
			throws HttpMediaTypeNotAcceptableException {
		if (request.getHeader(HttpHeaders.ACCEPT) == null) {
			return formats[0];
		}
		for (MediaType accepted : negotiation.resolveMediaTypes(new ServletWebRequest(request))) {
			for (AnswerFormat format : formats) {
				if (matches(accepted, MediaType.parseMediaType(format.type()))) {
					return format;
				}
			}
		}
		throw new HttpMediaTypeNotAcceptableException(
				Arrays.stream(formats).map(AnswerFormat::type).map(MediaType::parseMediaType).toList());
	}

	/** Returns whether the types match. A different version does not match. */
	private static boolean matches(MediaType accepted, MediaType type) {
		String version = accepted.getParameter("version");
		return accepted.isCompatibleWith(type) && (version == null || version.equals(type.getParameter("version")));
	}

	/** The default figures; null if there are no events. */
	record Figures(long count, @Nullable Double min, @Nullable Double max, @Nullable Double mean) {

		static Figures of(Statistics statistics) {
			return new Figures(statistics.count(), orNull(statistics.min()), orNull(statistics.max()),
					orNull(statistics.mean()));
		}

		private static @Nullable Double orNull(double figure) {
			return Double.isNaN(figure) ? null : figure;
		}

	}

	/** A page of the list of series. */
	record Page(List<Held> series, int held, int capacity, @Nullable String next) {

		static Page of(SeriesPage page) {
			return new Page(page.series().stream().map(Held::of).toList(), page.held(), page.capacity(), page.next());
		}

	}

	/** A series that holds events. */
	record Held(String series, long count, String newest) {

		static Held of(HeldSeries held) {
			return new Held(held.series(), held.count(), held.newest().toString());
		}

	}

}
