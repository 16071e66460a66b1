package dev.messenger.adapter.http.door;

import java.util.List;

/** The endpoints of one feature. */
@FunctionalInterface
public interface EndpointModule {

    /** The endpoints, in the order in which the documentation shows them. */
    List<Endpoint> endpoints();
}
