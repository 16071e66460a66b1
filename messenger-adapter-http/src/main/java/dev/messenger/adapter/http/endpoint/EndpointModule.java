package dev.messenger.adapter.http.endpoint;

import java.util.List;

/** The endpoints of one feature. */
@FunctionalInterface
public interface EndpointModule {

    /** The endpoints, in the order of the documentation. */
    List<Endpoint> endpoints();
}
