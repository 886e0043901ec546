/**
 * Records that outlive the command that made them: what was found on a host or in a guest, as a
 * model and as JSON.
 *
 * <pre>
 * feasibility  version, passed, capability*, asset*?   the answer of `packetframe feasibility`
 * capability   name, status, detail, required,
 *              reason?, refusedBy?, remedy?            status: pass | fail | unknown | deferred
 * asset        kind, identity, name, capacity, used,
 *              health                                  each of the last three may be unknown
 * acceptance   kernel, guestSettings, feasibility,
 *              test*, run                         what was shown on one kernel; run is never compared
 * </pre>
 *
 * <p>JSON goes through {@link io.packetframe.record.JsonValue}: {@link
 * io.packetframe.record.JsonReader} takes hostile text (bounded, strict, errors with line and
 * column), {@link io.packetframe.record.JsonWriter} writes the same bytes for the same value.
 */
@NullMarked
package io.packetframe.record;

import org.jspecify.annotations.NullMarked;
