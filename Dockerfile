# The image of the service. Build the jar first: mvn -B package -DskipTests

FROM eclipse-temurin:17.0.19_10-jre-noble AS layers
WORKDIR /build
COPY target/immtrax-access.jar ./
# Keep Spring Boot's launcher, as in the jar: Tasklist and Cockpit cannot find their plugins without it
RUN java -Djarmode=tools -jar immtrax-access.jar extract --layers --launcher --destination layers

FROM eclipse-temurin:17.0.19_10-jre-noble
WORKDIR /opt/immtrax-access
# Layers that rarely change come first, so that an update adds only one small layer
COPY --from=layers /build/layers/dependencies/ ./
COPY --from=layers /build/layers/spring-boot-loader/ ./
COPY --from=layers /build/layers/snapshot-dependencies/ ./
COPY --from=layers /build/layers/application/ ./
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError"
USER 10001:10001
EXPOSE 8080 8081
# The image has no curl
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=6 \
  CMD ["/bin/bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8081 && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["java", "org.springframework.boot.loader.launch.JarLauncher"]
