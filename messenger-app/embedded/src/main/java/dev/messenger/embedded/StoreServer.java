package dev.messenger.embedded;

import java.nio.ByteBuffer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** The HTTP server of the embedded store. */
final class StoreServer {

    private static final long STOP_MILLIS = 2000;

    private final Server jetty;
    private final ServerConnector connector;

    /** @param port 0 for any free one */
    StoreServer(String host, int port, StoreServlet servlet, StoreLimits limits) {
        jetty = new Server(threads());
        connector = new ServerConnector(jetty, new HttpConnectionFactory(lenient()));
        connector.setHost(host);
        connector.setPort(port);
        connector.setAcceptQueueSize(limits.connections()); // many may connect at once
        connector.setIdleTimeout(limits.grace().toMillis());
        jetty.addConnector(connector);
        StoreConnections connections = new StoreConnections(limits, connector.getScheduler());
        connector.addEventListener(connections);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(servlet), "/*");
        context.setErrorHandler(new StatusOnly());
        StorePace pace = new StorePace(limits);
        pace.setHandler(context);
        connections.setHandler(pace);
        jetty.setHandler(new GracefulHandler(connections));
        jetty.setErrorHandler(new StatusOnly());
        jetty.setStopTimeout(STOP_MILLIS);
    }

    void start() throws Exception {
        jetty.start();
    }

    /** Finishes running requests, within two seconds. */
    void stop() throws Exception {
        jetty.stop();
    }

    /** Whether it accepts connections. */
    boolean isRunning() {
        return jetty.isRunning() && connector.isOpen();
    }

    /** The connections that are open. */
    int connections() {
        return connector.getConnectedEndPoints().size();
    }

    int port() {
        return connector.getLocalPort();
    }

    /** A virtual thread for each request: a slow upload holds none that others need. */
    private static ThreadPool threads() {
        VirtualThreadPool threads = new VirtualThreadPool();
        threads.setName("store");
        threads.setMaxConcurrentTasks(0); // as many as there are connections
        return threads;
    }

    /** Accepts headers and paths unchanged, since signatures cover them as the client wrote them. */
    private static HttpConfiguration lenient() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setHttpCompliance(HttpCompliance.LEGACY);
        configuration.setUriCompliance(UriCompliance.LEGACY);
        configuration.setHeaderCacheCaseSensitive(true);
        configuration.setSendServerVersion(false);
        return configuration;
    }

    /** Answers requests that never reach the servlet, or fail in it, with the status alone. */
    private static final class StatusOnly extends ErrorHandler {

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put("X-Content-Type-Options", "nosniff");
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            response.write(true, ByteBuffer.allocate(0), callback);
            return true;
        }
    }
}
