/**
 * What {@code system_profiler} tells of a Mac beyond OSHI: graphics, and which disks are flash
 * behind NVMe.
 */
@NullMarked
package io.packetframe.host.macos;

import org.jspecify.annotations.NullMarked;
