package dev.messenger.app.faults;

import dev.messenger.app.testing.Api;
import dev.messenger.app.testing.ServerProcess;
import dev.messenger.app.testing.ServiceProcesses;
import dev.messenger.app.testing.TestServer;
import dev.messenger.embedded.EmbeddedServices;
import dev.messenger.embedded.Selection;
import dev.messenger.embedded.StoreCoordinates;
import dev.messenger.embedded.StoreSettings;
import dev.messenger.testing.Cable;
import dev.messenger.testing.FreePort;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Server processes and what they run on: their own embedded services, or services behind cables that several nodes share. */
final class Site implements AutoCloseable {

    private final List<Node> nodes = new ArrayList<>();
    private final StringBuilder output = new StringBuilder();
    private final Path servicesFolder;
    private final @Nullable Services services;

    /** Services outside of the server. */
    private record Services(EmbeddedServices running, Cable database, Cable redis, Cable store) {}

    /** A server and how it is started. */
    private static final class Node {

        private final Map<String, String> environment;
        private final Path dataDir;
        private final Api api;
        private ServerProcess process;

        Node(Map<String, String> services, Path dataDir) {
            int port = FreePort.any(); // the same after each start
            this.dataDir = dataDir;
            this.environment = new HashMap<>(TestServer.environment(services, dataDir));
            this.environment.put("HTTP_PORT", Integer.toString(port));
            this.api = new Api(URI.create("http://127.0.0.1:" + port));
            this.process = ServerProcess.launch(environment);
        }
    }

    private Site(Path servicesFolder, @Nullable Services services) {
        this.servicesFolder = servicesFolder;
        this.services = services;
    }

    /** One server with the services that it starts itself. */
    static Site embedded(Path folder) {
        Site site = new Site(folder.resolve("node-0"), null);
        site.start(1, Map.of(), folder);
        return site;
    }

    /** Some servers on services that somebody else runs. */
    static Site external(Path folder, int nodes) {
        Path servicesFolder = folder.resolve("services");
        EmbeddedServices running = EmbeddedServices.start(servicesFolder, Selection.all(), StoreSettings.loopback());
        Cable database = Cable.to(URI.create(running.databaseUrl().substring("jdbc:".length())));
        Cable redis = Cable.to(URI.create(running.redisUrl()));
        Cable store = Cable.to(running.store().endpoint());
        Site site = new Site(servicesFolder, new Services(running, database, redis, store));
        StoreCoordinates bucket = running.store();
        site.start(
                nodes,
                Map.of(
                        "DATABASE_URL", through(database, running.databaseUrl()),
                        "REDIS_URL", through(redis, running.redisUrl()),
                        "S3_ENDPOINT_URL", through(store, bucket.endpoint().toString()),
                        "S3_ACCESS_KEY", bucket.accessKey(),
                        "S3_SECRET_KEY", bucket.secretKey(),
                        "S3_BUCKET", bucket.bucket(),
                        "S3_REGION", bucket.region()),
                folder);
        return site;
    }

    private static String through(Cable cable, String url) {
        return url.replaceFirst("127\\.0\\.0\\.1:\\d+", "127.0.0.1:" + cable.port());
    }

    private void start(int count, Map<String, String> variables, Path folder) {
        for (int i = 0; i < count; i++) {
            nodes.add(new Node(variables, folder.resolve("node-" + i)));
            nodes.get(i).process.awaitReady();
        }
    }

    /** The address of each node. */
    List<Api> apis() {
        return nodes.stream().map(node -> node.api).toList();
    }

    /** The folder of the first node, which has its mail. */
    Path dataDir() {
        return nodes.getFirst().dataDir;
    }

    /** Kills the first node as {@code kill -9} does. */
    void killNode() {
        Node node = nodes.getFirst();
        node.process.kill();
        output.append(node.process.output());
    }

    /** Stops the first node as {@code kill} does. */
    void stopNode() {
        nodes.getFirst().process.stop();
        output.append(nodes.getFirst().process.output());
    }

    /** Starts the first node again at its address, and returns when it is ready. */
    void startNode() {
        Node node = nodes.getFirst();
        node.process = ServerProcess.launch(node.environment);
        node.process.awaitReady();
    }

    /** The processes of the services. */
    ServiceProcesses processes() {
        return new ServiceProcesses(servicesFolder);
    }

    /** Between the servers and PostgreSQL; only of external services, as the others. */
    Cable databaseCable() {
        return external().database();
    }

    /** Between the servers and Redis. */
    Cable redisCable() {
        return external().redis();
    }

    /** Between the servers and the object store. */
    Cable storeCable() {
        return external().store();
    }

    /** JDBC URL of the database, past the cable. */
    String databaseUrl() {
        return external().running().databaseUrl();
    }

    /** URL of Redis, past the cable. */
    URI redisUrl() {
        return URI.create(external().running().redisUrl());
    }

    private Services external() {
        if (services == null) {
            throw new IllegalStateException("the services are those of the server");
        }
        return services;
    }

    /** What the servers printed. */
    String output() {
        StringBuilder all = new StringBuilder(output);
        nodes.forEach(node -> all.append(node.process.output()));
        return all.toString();
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.process.close());
        if (services != null) {
            services.database().close();
            services.redis().close();
            services.store().close();
            services.running().close();
        }
    }
}
