package dev.messenger.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An S3 store in this process that stores objects as files in the data folder. Every request must be signed (AWS signature 4). The port
 * survives restarts where possible, so that signed URLs stay valid.
 */
final class EmbeddedStore implements Supervised, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedStore.class);

    private static final String BUCKET = "messenger";
    private static final String REGION = "us-east-1";
    private static final List<String> METHODS = List.of("GET", "HEAD", "PUT");
    private static final String ANY_PORT = "0";

    private final StoreCoordinates coordinates;
    private final DiskSpace disk;
    private final Supplier<StoreServer> servers;
    private volatile StoreServer server;

    private EmbeddedStore(
            StoreCoordinates coordinates, DiskSpace disk, Supplier<StoreServer> servers, StoreServer server) {
        this.coordinates = coordinates;
        this.disk = disk;
        this.servers = servers;
        this.server = server;
    }

    /**
     * Starts the store and creates its bucket. Its threads keep the process alive until {@link #close()}.
     *
     * @param dataDir data folder, locked by the caller
     * @throws ServiceFailure if it does not start
     */
    static EmbeddedStore start(Path dataDir, GeneratedSecrets secrets, StoreSettings settings) {
        return start(dataDir, secrets, settings, StoreLimits.defaults());
    }

    static EmbeddedStore start(Path dataDir, GeneratedSecrets secrets, StoreSettings settings, StoreLimits limits) {
        String accessKey = secrets.getOrCreate("store-access-key", 15);
        String secretKey = secrets.getOrCreate("store-secret-key", 30);
        try {
            Path objects = DataFolder.createPrivate(dataDir.toAbsolutePath().resolve("objects"));
            DataFolder.createPrivate(objects.resolve(BUCKET));
            warnWithoutAttributes(objects);
            DiskSpace disk = DiskSpace.of(objects, settings.minFreeBytes());
            BrokenUploads.removeFrom(objects);
            StoreServlet servlet = new StoreServlet(
                    new BoundedBlobStore(new PrivateBlobStore(new FilesystemNio2BlobStore(objects.toString())), disk),
                    accessKey,
                    secretKey,
                    cors(settings.corsOrigins()));
            String reachable = reachable(settings.host());
            StoreServer server = listen(dataDir.resolve("store.port"), settings, servlet, limits);
            URI endpoint = uri(reachable, server.port());
            int port = server.port();
            return new EmbeddedStore(
                    new StoreCoordinates(endpoint, accessKey, secretKey, BUCKET, REGION),
                    disk,
                    () -> new StoreServer(settings.host(), port, servlet, limits),
                    server);
        } catch (IOException e) {
            throw new ServiceFailure("The object store cannot be set up in " + dataDir + ": " + e, e);
        }
    }

    StoreCoordinates coordinates() {
        return coordinates;
    }

    /** Whether the disk has room for an object. */
    boolean hasRoom(long bytes) {
        return disk.hasRoom(bytes);
    }

    /** The connections that are open. */
    int connections() {
        return server.connections();
    }

    @Override
    public String name() {
        return "The object store";
    }

    @Override
    public boolean isAlive() {
        return server.isRunning();
    }

    /** It runs in this process; asking it would need a connection, of which clients may have taken all. */
    @Override
    public boolean answers() {
        return isAlive();
    }

    @Override
    public void restart() {
        stop(server);
        server = started(servers.get());
    }

    @Override
    public void close() {
        stop(server);
    }

    private static StoreServer listen(Path portFile, StoreSettings settings, StoreServlet servlet, StoreLimits limits)
            throws IOException {
        if (settings.port() != 0) {
            return started(new StoreServer(settings.host(), settings.port(), servlet, limits));
        }
        int remembered = remembered(portFile);
        if (remembered != 0) {
            try {
                return started(new StoreServer(settings.host(), remembered, servlet, limits));
            } catch (ServiceFailure e) {
                log.warn("The object store moves to a new port, which invalidates signed URLs: {}", e.getMessage());
            }
        }
        StoreServer server = started(new StoreServer(settings.host(), 0, servlet, limits));
        GeneratedSecrets.writePrivate(portFile, Integer.toString(server.port()));
        return server;
    }

    private static int remembered(Path portFile) throws IOException {
        try {
            return Integer.parseInt(
                    Files.exists(portFile) ? Files.readString(portFile).strip() : ANY_PORT);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static StoreServer started(StoreServer server) {
        try {
            server.start();
            return server;
        } catch (Exception e) {
            stop(server);
            String reason = e.getCause() instanceof BindException bind ? bind.getMessage() : e.getMessage();
            throw new ServiceFailure("The object store does not start: " + e.getMessage() + " (" + reason + ").", e);
        }
    }

    private static void stop(StoreServer server) {
        try {
            server.stop();
        } catch (Exception e) {
            log.warn("The object store does not stop in order", e);
        }
    }

    /** An address that clients can connect to, which the wildcard address is not. */
    private static String reachable(String host) throws IOException {
        return InetAddress.getByName(host).isAnyLocalAddress() ? Loopback.HOST : host;
    }

    private static URI uri(String host, int port) {
        try {
            return new URI("http", null, host, port, null, null, null);
        } catch (URISyntaxException e) {
            throw new ServiceFailure(
                    "The object store cannot listen on '" + host + "': not a host name or address.", e);
        }
    }

    private static CrossOriginResourceSharing cors(List<String> origins) {
        if (origins.isEmpty()) {
            return CrossOriginResourceSharing.disabled();
        }
        List<String> patterns = origins.stream()
                .map(origin -> origin.equals("*") ? origin : Pattern.quote(origin))
                .toList();
        return new CrossOriginResourceSharing(patterns, METHODS, List.of("*"), List.of("ETag"), "");
    }

    /** The store keeps content types in extended attributes of the files. */
    private static void warnWithoutAttributes(Path objects) throws IOException {
        if (!Files.getFileStore(objects).supportsFileAttributeView("user")) {
            log.warn("The file system of {} has no extended attributes: uploads lose their content type", objects);
        }
    }
}
