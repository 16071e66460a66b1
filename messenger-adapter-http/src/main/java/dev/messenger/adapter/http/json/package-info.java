/** The JSON of this API: strict when reading, complete when writing (rules C1, C2, C4). */
@NullMarked
package dev.messenger.adapter.http.json;

import org.jspecify.annotations.NullMarked;
