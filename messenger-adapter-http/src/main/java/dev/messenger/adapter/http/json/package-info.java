/** JSON as this API speaks it: strict when it reads, complete when it writes (rules C1, C2, C4). */
@NullMarked
package dev.messenger.adapter.http.json;

import org.jspecify.annotations.NullMarked;
