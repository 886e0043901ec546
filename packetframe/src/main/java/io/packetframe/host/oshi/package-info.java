/**
 * What OSHI tells of a machine, as our records.
 *
 * <p>OSHI says what it does not know by a value that looks like an answer: {@code "unknown"}, 0,
 * -1, a frequency that every Apple processor has. Here each becomes a {@link
 * io.packetframe.host.Fact} that is unknown. {@link io.packetframe.host.oshi.OshiHosts} is the
 * door, and nothing of OSHI is loaded before somebody asks there; nobody else may import OSHI.
 */
@NullMarked
package io.packetframe.host.oshi;

import org.jspecify.annotations.NullMarked;
