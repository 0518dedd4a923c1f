#!/usr/bin/env bash
# Holds what is in this folder to the real things: Prometheus' own checks of a scrape, of the configuration and of the
# alert rules, and every query of the dashboard and the rules asked of a Prometheus that scrapes the service.
# Takes the built jar (./mvnw package first), promtool, prometheus and redis-server (Debian: apt-get install prometheus
# redis-server), curl and jq.
set -euo pipefail
cd "$(dirname "$0")"
jar=../../target/event-statistics.jar
port=5781 prometheus=5782 redis=5783
dashboard=grafana/dashboards/event-statistics.json
work=$(mktemp -d)
pids=()
finish() { kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"; }
trap finish EXIT

await() { for ((i = 0; i < 600; i++)); do curl -sf -o /dev/null "$1" && return; sleep 0.2; done; echo "no answer: $1" >&2; exit 1; }
events() { for ((i = 0; i < $1; i++)); do echo "{\"timestamp\": \"$(date -u +%FT%TZ)\", \"value\": $i}"; done; }
post() { curl -s -o /dev/null "localhost:$port/$1" -H "Content-Type: application/$2" --data-binary @-; }
# some traffic of every kind, so that every metric has something to show
load() {
  events 1 | post event json; events 100 | post events x-ndjson; echo '{}' | post event json
  events 10 | post 'events?series=checkout.pay' x-ndjson
  curl -s -o /dev/null "localhost:$port/statistics"
}

promtool check config prometheus/prometheus.yml
promtool check rules prometheus/alerts.yml
promtool test rules prometheus/alerts-tests.yml

redis-server --port $redis --save '' --dir "$work" >"$work/redis.log" & pids+=($!)
java -Xmx256m -jar "$jar" --server.port=$port --event-statistics.ledger.type=redis --spring.data.redis.port=$redis >"$work/service.log" 2>&1 & pids+=($!)
sed "s/app:5000/localhost:$port/; s/: 15s/: 1s/" prometheus/prometheus.yml >"$work/prometheus.yml"
cp prometheus/alerts.yml "$work/"
await "localhost:$port/health"
load
curl -sf "localhost:$port/actuator/prometheus" >"$work/scrape"
promtool check metrics <"$work/scrape"
echo "promtool check metrics: ok, $(grep -c '^# TYPE event_statistics_' "$work/scrape") of ours"
# a gauge may end in count or sum here: these are names of figures, not parts of a histogram
for accept in text/plain application/openmetrics-text; do
  curl -sf -H "Accept: $accept" "localhost:$port/statistics?by=series&stats=count,sum,mean,stddev,p99.9,from" >"$work/figures"
  faults=$(promtool check metrics <"$work/figures" 2>&1 | grep -vE '^event_statistics_window_(count|sum) non-histogram and non-summary metrics' || true)
  if [[ -n $faults ]] || ! grep -q '{window="PT1H",series="checkout.pay"} ' "$work/figures"; then echo "$accept: $faults" >&2; exit 1; fi
  echo "promtool check metrics: ok, $(grep -c '^# TYPE event_statistics_window_' "$work/figures") figures as $accept"
done

prometheus --config.file="$work/prometheus.yml" --storage.tsdb.path="$work/data" \
  --web.listen-address=127.0.0.1:$prometheus >"$work/prometheus.log" 2>&1 & pids+=($!)
await "localhost:$prometheus/-/ready"
for ((i = 0; i < 8; i++)); do load; sleep 1; done

curl -s "localhost:$prometheus/api/v1/targets" | jq -r '.data.activeTargets[] | "Prometheus: \(.scrapeUrl) is \(.health) \(.lastError)"'
bad=0 asked=0
ask() { # $1 = query; says how many series it has, or nothing where it is an error
  curl -s "localhost:$prometheus/api/v1/query" --data-urlencode "query=$1" | jq -r 'select(.status == "success") | .data.result | length'
}
for job in event-statistics event-statistics-series; do
  if [[ $(ask "up{job=\"$job\"} == 1") != 1 ]]; then echo "not scraped: $job" >&2; bad=1; fi
done
for figure in count mean p50 p99; do
  query="event_statistics_window_$figure{series=\"checkout.pay\",window=\"PT1H\"}"
  if [[ $(ask "$query") != 1 ]]; then echo "no answer: $query" >&2; bad=1; fi
done
while IFS= read -r query; do
  query=${query//\$instance/.*}; query=${query//\$series/.*}; query=${query//\$__rate_interval/10s}
  found=$(ask "$query"); asked=$((asked + 1))
  # a garbage collection may not have been, and nobody may have waited: there the query must be right, no more
  if [[ -z $found || ($found == 0 && $query != *jvm_gc_pause*) ]]; then echo "no answer: $query" >&2; bad=1; fi
done < <(jq -r '.panels[].targets[]?.expr, (.templating.list[].query.query? // empty | capture("^label_values\\((?<asked>.+), (?<label>\\w+)\\)$") | "count by (\(.label)) (\(.asked))")' "$dashboard")
if [[ $(jq -c '[.. | .datasource? | objects.uid] | unique' "$dashboard") != '["${datasource}"]' ]]; then echo "a data source is fixed" >&2; bad=1; fi
echo "Grafana: $asked queries asked"
rules=$(curl -s "localhost:$prometheus/api/v1/rules" | jq -r '.data.groups[].rules[] | "\(.name) \(.health)"')
echo "$rules"
grep -qv ' ok$' <<<"$rules" && bad=1
exit $bad
