package dev.messenger.adapter.http.door;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import io.javalin.websocket.WsHandlerEntry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running HTTP server. Every request runs on a virtual thread of its own. Thread-safe. */
public final class HttpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private final Javalin javalin;

    private HttpServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Starts a server.
     *
     * @param endpoints all that it serves
     * @param access tells who stands behind an access token
     * @param ids makes the ids of requests
     * @param further what else Javalin is to serve beside the endpoints, such as WebSockets
     * @throws PortInUse when it cannot listen
     * @throws IllegalArgumentException when two endpoints match the same requests
     */
    public static HttpServer start(
            HttpSettings settings,
            List<Endpoint> endpoints,
            AccessCheck access,
            RequestIds ids,
            Consumer<JavalinConfig> further) {
        FrontDoor frontDoor = new FrontDoor(ids, new Cors(settings.corsAllowedOrigins()));
        JettyErrors errors = new JettyErrors(frontDoor);
        Door door = new Door(endpoints, access, settings.trustedProxies());
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
                http.setHeaderCacheSize(0); // behind a proxy each request brings another token: a tenth of a small one
            });
            config.jetty.modifyServer(server -> prepare(server, settings, frontDoor, errors));
            config.jetty.modifyServletContextHandler(context -> prepare(context, errors));
            door.install(config.routes);
            further.accept(config);
            frontDoor.webSocketsAt(webSocketPaths(config));
        });
        try {
            javalin.start(settings.host(), settings.port());
        } catch (JavalinBindException occupied) {
            throw new PortInUse(settings.host(), settings.port(), occupied);
        }
        return new HttpServer(javalin);
    }

    /** The port that it listens at. */
    public int port() {
        return javalin.port();
    }

    /** Stops: accepts nothing more, lets running requests finish for as long as the settings say, then cuts them off. */
    @Override
    public void close() {
        try {
            javalin.stop();
        } catch (JavalinException failure) {
            if (!(failure.getCause() instanceof TimeoutException)) {
                throw failure;
            }
            LOG.warn("requests that were still running were cut off");
        }
    }

    private static Set<String> webSocketPaths(JavalinConfig config) {
        return config.unsafe.internalRouter.allWsHandlers().stream()
                .map(WsHandlerEntry::getPath)
                .collect(Collectors.toSet());
    }

    /** Javalin makes a session for each WebSocket, though nobody needs one: it leaves no cookie and is soon forgotten. */
    private static void prepare(ServletContextHandler context, JettyErrors errors) {
        context.setErrorHandler(errors);
        context.getSessionHandler().setUsingCookies(false);
        context.getSessionHandler().setMaxInactiveInterval(60);
    }

    private static void prepare(Server server, HttpSettings settings, FrontDoor frontDoor, JettyErrors errors) {
        server.insertHandler(new GracefulHandler());
        server.insertHandler(frontDoor);
        server.setErrorHandler(errors);
        server.setRequestLog(frontDoor);
        server.setStopTimeout(settings.stopWithin().toMillis());
    }

    /**
     * Everything runs on virtual threads, that which watches the sockets too: handing each request from a platform thread to a virtual
     * one took a fifth of the time of a small request. They have a name, as the log looks for one at some expense otherwise.
     */
    private static ThreadPool threads() {
        VirtualThreadPool pool = new VirtualThreadPool();
        pool.setMaxConcurrentTasks(0); // no limit: a request may wait for as long as it likes
        pool.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("http").factory()));
        return pool;
    }
}
