package io.eventstatistics.load;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * Request lines: methods, paths and queries, sane ones and others.
 */
final class FuzzTargets {

	static final List<String> QUESTIONS = List.of("/statistics", "/statistics", "/statistics/history",
			"/statistics/histogram", "/series", "/health", "/actuator/prometheus", "/actuator/health",
			"/actuator/health/liveness", "/actuator/health/readiness", "/actuator/info");

	private static final List<String> OTHERS = List.of("/", "/index.html", "/dashboard/main.js", "/dashboard/icon.svg",
			"/dashboard/", "/dashboard/none.js", "/webjars/uplot/dist/uPlot.iife.min.js",
			"/webjars/uplot/1.6.30/dist/uPlot.min.css", "/webjars/", "/v3/api-docs", "/v3/api-docs.yaml",
			"/swagger-ui/swagger-initializer.js", "/v3/api-docs/none", "/swagger-ui.html", "/swagger-ui/index.html",
			"/swagger-ui/swagger-ui.css", "/swagger-ui/none", "/actuator", "/actuator/env", "/actuator/health/none",
			"/actuator/prometheus/none", "/error", "/favicon.ico", "/none", "/event", "/events", "/statistics/stream",
			"/statistics/ws", "/statistics/none", "/WEB-INF/web.xml", "/META-INF/MANIFEST.MF");

	private static final String[] NAMES = { "window", "stats", "step", "every", "series", "by", "sort", "limit", "bins",
			"scale", "partial", "event", "prefix", "after", "name", "tag", "group", "configUrl", "format", "a", "", "_",
			"WINDOW" };

	private static final String[] SANE = { "5m", "PT5M", "1h", "60s", "count",
			"count,mean,sum,stddev,p50,p99.9,from,to", "p0,p100,variance", "true", "false", "10s", "a.1", "a.*",
			"series", "40", "log", "linear", "1s", "message" };

	private static final String[] ODD = { "%zz", "%", "%0", "%C0%80", "%ff", "%00", "%u0041", "%ED%A0%80",
			"%F4%90%80%80", "%0d%0aX:1", "", "+", "-1", "0", "-0", "NaN", "1e400", "99999999999999999999",
			"-9223372036854775808", "PT-1S", "P999999999999D", "PT0S", "0s", "1ns", "100ms", "61m", "1.5h", "p", "p-1",
			"p100.1", "p1e2", "pNaN", "p50.000000000000000000001", "count,count", ",", "count,,mean", "%F0%9F%98%80",
			"\u00ff", "\u00c3\u00a4", "%D9%A1h", "a*b", "*", ".", "1000", "1001", "2147483648", "null", "true,false",
			"${jndi:x}", "<script>", "'\"", "|^`{}\\[]", "\1", "\t" };

	private final Dice dice;

	FuzzTargets(Dice dice) {
		this.dice = dice;
	}

	String question() {
		String path = this.dice.of(QUESTIONS);
		return path.startsWith("/statistics") && this.dice.oneIn(2) ? path + saneQuery() : path;
	}

	String other() {
		return this.dice.of(OTHERS);
	}

	private String saneQuery() {
		return this.dice.of("?window=5m", "?stats=count,mean,p50,p99", "?stats=p1,p25,p75,variance&window=PT30S",
				"?step=60s&window=1h", "?step=1s&window=10m&stats=count", "?bins=40&scale=log", "?series=a.*",
				"?by=series", "?stats=" + "p1,".repeat(this.dice.below(40)) + "count");
	}

	/** Changes the query. */
	String mutateQuery(FuzzRequest request) {
		request.target = request.target.replaceFirst("\\?.*", "");
		request.target += switch (this.dice.below(12)) {
			case 0 -> this.dice.of("?", "?=", "?&", "?&&&", "?=&=", "?;", "??", "?%zz", "?%zz=1", "?%C0%80=1", "?a=b=c",
					"?&=%", "#fragment", "?a#b", "?=%00");
			case 1 -> "?" + "a=1&".repeat(this.dice.of(1000, 1001, 600)) + "b=1";
			case 2 -> "?window=" + this.dice.of("5", "%35", "+").repeat(this.dice.of(500, 2500, 7000)) + "m";
			case 3 -> "?stats=" + "p50,".repeat(this.dice.of(20, 200, 1500)) + "mean";
			default -> query();
		};
		return "query";
	}

	private String query() {
		StringJoiner query = new StringJoiner("&", "?", "");
		for (int i = this.dice.below(4); i >= 0; i--) {
			String value = this.dice.oneIn(2) ? this.dice.of(SANE) : this.dice.of(ODD);
			query.add(this.dice.of(NAMES) + this.dice.of("=", "=", "=", "=", "", "==") + value);
		}
		return query.toString();
	}

	/** Changes the path. */
	String mutatePath(FuzzRequest request) {
		String target = request.target;
		int at = this.dice.below(target.length() + 1);
		String odd = this.dice.of(ODD);
		request.target = switch (this.dice.below(14)) {
			case 0 -> target.substring(0, at) + odd + target.substring(at);
			case 1 -> target.substring(0, at) + odd;
			case 2 -> target.replace("/",
					this.dice.of("//", "/./", "/x/../", "/%2e%2e/", "%2F", "\\", "/%2e/", "/.;/", "/;a=b/"));
			case 3 ->
				target + this.dice.of(";jsessionid=1", ";a=%", ";a=%zz", ";%C0%80=1", "/", "//", ".json", "%20", "%00", ".", "/..", ";", "/..;/");
			case 4 -> target.toUpperCase(Locale.ROOT);
			case 5 -> this.dice.of("http://localhost", "http://", "https://x:99999", "//host", "ftp://a", "*", "", "x")
					+ target;
			case 6 -> this.dice.of("*", "", "?", "localhost:80", "http://localhost", "http:", ":", "/%", "/%2", "/..",
					"/../../etc/passwd");
			case 7 -> target.replaceFirst("[a-z]", this.dice.of("%65", "%2565", "%C0%65"));
			case 8 -> "/" + "a".repeat(this.dice.of(300, 4000, 7900, 9000, 20_000));
			case 9 -> "/" + "a/".repeat(this.dice.of(100, 2000));
			case 10 -> target + (char) this.dice.below(256);
			case 11 -> target.substring(0, at) + (char) this.dice.below(32) + target.substring(at);
			case 12 -> target + " x";
			default -> other() + target;
		};
		return "path";
	}

	/** Changes the method or the version. */
	String mutateMethod(FuzzRequest request) {
		if (this.dice.oneIn(5)) {
			request.version = this.dice.of(" HTTP/1.0", " HTTP/1.2", " HTTP/2.0", " HTTP/3", " HTTP/1.1 ", " http/1.1",
					" HTTP/11", " HTTP/1.1\t", " HTTP/0.9", "  HTTP/1.1", " HTTP/1.1x", " HTTP/-1.1", " ICY/1.1", " ",
					" HTTP/1.\u00001");
			request.whole = false;
			return "version";
		}
		request.method = this.dice.of("HEAD", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "OPTIONS", "TRACE",
				"CONNECT", "PROPFIND", "PRI", "get", "Post", "", "G\tT", "G E T", "GET\0", "\u00ff", "{}",
				"M".repeat(300), "M".repeat(9000), "GET", "POST", "QUERY", "LOCK");
		if (request.method.isEmpty() || !request.method.chars().allMatch((next) -> next > 32 && next < 127)) {
			request.whole = false;
		}
		return "method";
	}

}
