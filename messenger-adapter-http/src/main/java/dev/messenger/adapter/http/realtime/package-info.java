/** The stream of events over WebSocket, Server-Sent Events and polling (rules R1 to R7). */
@NullMarked
package dev.messenger.adapter.http.realtime;

import org.jspecify.annotations.NullMarked;
