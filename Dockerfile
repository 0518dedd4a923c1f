# syntax=docker/dockerfile:1
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY .mvn .mvn
COPY pom.xml .
COPY src src
ARG REVISION=unknown
RUN --mount=type=cache,target=/root/.m2 mvn -B -q -DskipTests -Dbuild.revision="$REVISION" package \
 && java -Djarmode=tools -jar target/event-statistics.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre
RUN groupadd --gid 10001 events \
 && useradd --uid 10001 --gid events --no-log-init --no-create-home --shell /usr/sbin/nologin events \
 && install -d -o events -g events -m 0700 /data
# where a ledger is with EVENTSTATISTICS_LEDGER_TYPE=file
VOLUME /data
WORKDIR /app
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./
COPY --from=build /build/src/main/docker/ ./
# the classes as they are after some requests, for the JVM, the layout and the options that will run
RUN bash train.sh
# the version is that of pom.xml, which VersionTests checks; the revision: --build-arg REVISION=$(git rev-parse HEAD)
ARG VERSION=1.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Event Statistics" \
      org.opencontainers.image.description="Exact rolling-window statistics over timestamped values, as a REST service" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
USER 10001:10001
ENV LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs
EXPOSE 5000
STOPSIGNAL SIGTERM
# bash, for the base image is not sure to hold an HTTP client
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-5000} && printf 'GET /health HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q '\"healthy\"' <&3"]
ENTRYPOINT ["java", "@java.options", "-XX:AOTCache=app.aot", "-jar", "event-statistics.jar"]
