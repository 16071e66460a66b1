package dev.messenger.adapter.http.server;

import dev.messenger.adapter.http.endpoint.AccessCheck;
import dev.messenger.adapter.http.endpoint.Endpoint;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import io.javalin.websocket.WsHandlerEntry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running HTTP server. Every request runs on a virtual thread of its own. Thread-safe. */
public final class HttpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    /** How long requests on accepted connections may still begin when the server stops. */
    private static final Duration LAST_REQUESTS = Duration.ofSeconds(1);

    private final Javalin javalin;
    private final EdgeHandler edge;

    private HttpServer(Javalin javalin, EdgeHandler edge) {
        this.javalin = javalin;
        this.edge = edge;
    }

    /**
     * Starts a server.
     *
     * @param endpoints the endpoints to serve
     * @param access checks access tokens
     * @param limits count the requests of signed-in users
     * @param ids generates request ids
     * @param extension adds to Javalin what is not an endpoint, such as WebSockets
     * @throws PortInUse when it cannot listen
     * @throws IllegalArgumentException when two endpoints match the same requests
     */
    public static HttpServer start(
            HttpSettings settings,
            List<Endpoint> endpoints,
            AccessCheck access,
            UserLimits limits,
            RequestIds ids,
            Consumer<JavalinConfig> extension) {
        EdgeHandler edge = new EdgeHandler(ids, new Cors(settings.corsAllowedOrigins()));
        JettyErrorHandler errors = new JettyErrorHandler(edge);
        Router router = new Router(endpoints, access, limits, settings);
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.http.compressionStrategy = CompressionStrategy.NONE;
            config.http.defaultContentType = "application/json";
            config.router.ignoreTrailingSlashes = false;
            config.jetty.threadPool = threads();
            config.jetty.modifyHttpConfiguration(http -> {
                http.setUriCompliance(UriCompliance.DEFAULT);
                http.setSendServerVersion(false);
                // tokens differ by request behind a proxy; caching them costs a tenth of a small one
                http.setHeaderCacheSize(0);
            });
            config.jetty.addConnector((server, http) -> new ClientConnector(server, http, settings, edge::headTimeout));
            config.jetty.modifyServer(server -> {
                server.insertHandler(new GracefulHandler());
                server.insertHandler(edge);
                server.setErrorHandler(errors);
                server.setRequestLog(new AccessLog(ids));
                server.setStopTimeout(settings.stopWithin().toMillis());
            });
            config.jetty.modifyServletContextHandler(context -> {
                context.setErrorHandler(errors);
                // Javalin creates a session for each WebSocket; nobody needs it, so it sets no cookie and expires soon.
                context.getSessionHandler().setUsingCookies(false);
                context.getSessionHandler().setMaxInactiveInterval(60);
            });
            router.install(config.routes);
            extension.accept(config);
            edge.webSocketsAt(webSocketPaths(config));
        });
        try {
            javalin.start();
        } catch (JavalinBindException occupied) {
            throw new PortInUse(settings.host(), settings.port(), occupied);
        }
        return new HttpServer(javalin, edge);
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
    }

    /**
     * Goes on serving requests, and asks clients with each response to connect anew, to another node. Call it some time before
     * {@link #close}, so that no proxy sends a request on a connection that is about to close (rule O1).
     */
    public void drain() {
        edge.drain();
    }

    /** Stops accepting requests, lets running ones finish within {@link HttpSettings#stopWithin}, then aborts them. */
    @Override
    public void close() {
        stopAccepting();
        try {
            javalin.stop();
        } catch (JavalinException failure) {
            if (!(failure.getCause() instanceof TimeoutException)) {
                throw failure;
            }
            LOG.warn("aborted requests that were still running");
        }
    }

    /** Serves what was accepted before Jetty begins to stop, since it refuses then what it has not begun to serve. */
    private void stopAccepting() {
        CompletableFuture<?>[] connectors = Arrays.stream(
                        javalin.jettyServer().server().getConnectors())
                .map(Connector::shutdown)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(connectors)
                .completeOnTimeout(null, LAST_REQUESTS.toMillis(), TimeUnit.MILLISECONDS)
                .handle((ended, failure) -> failure == null) // the stop reports a failure
                .join();
    }

    private static Set<String> webSocketPaths(JavalinConfig config) {
        return config.unsafe.internalRouter.allWsHandlers().stream()
                .map(WsHandlerEntry::getPath)
                .collect(Collectors.toSet());
    }

    /**
     * Everything runs on virtual threads, including the socket selector: handing each request from a platform thread to a virtual
     * one takes a fifth of the time of a small request. The threads have a name because the log looks one up at some cost otherwise.
     */
    private static ThreadPool threads() {
        VirtualThreadPool pool = new VirtualThreadPool();
        pool.setMaxConcurrentTasks(0); // no limit: a request may wait as long as it likes
        pool.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("http").factory()));
        return pool;
    }
}
