/**
 * What Windows tells of a machine beyond OSHI: what disks are made of, and graphics devices with
 * their place and kind. Neither needs administrator's rights.
 */
@NullMarked
package io.packetframe.host.windows;

import org.jspecify.annotations.NullMarked;
