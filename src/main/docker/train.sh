#!/usr/bin/env bash
# Makes app.aot: starts the service, has it answer some requests and stops it, so that the JVM learns what to keep ready.
set -euo pipefail
cd "$(dirname "$0")"
port=${1:-5799}

request() { # $1 = request line and headers, $2 = body
  exec 3<>"/dev/tcp/127.0.0.1/$port" || return 1
  printf '%b\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s' "$1" "${#2}" "$2" >&3
  timeout 10 grep -aq 'HTTP/1.1 20' <&3 || return 1
}

java @java.options -XX:AOTCacheOutput=app.aot -jar event-statistics.jar --server.port="$port" &
service=$!
trap 'kill $service 2>/dev/null || true' EXIT
until (request 'GET /health HTTP/1.1' '') 2>/dev/null; do
  kill -0 $service
  sleep 0.1
done
event="{\"timestamp\": \"$(date -u +%FT%TZ)\", \"value\": 1.5}"
for ((i = 0; i < 20; i++)); do
  request 'POST /event HTTP/1.1\r\nContent-Type: application/json' "$event"
  request 'POST /events HTTP/1.1\r\nContent-Type: application/json' "[$event,$event]"
  request 'POST /events HTTP/1.1\r\nContent-Type: application/x-ndjson' "$event"
  request 'GET /statistics HTTP/1.1' ''
  request 'GET /statistics?stats=count,sum,p50,p99 HTTP/1.1' ''
  request 'GET /actuator/prometheus HTTP/1.1' ''
done
kill -TERM $service
wait $service || [[ $? == 143 ]]
[[ -s app.aot ]]
