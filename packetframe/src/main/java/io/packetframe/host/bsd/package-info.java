/**
 * What the BSDs tell of a machine beyond OSHI: graphics devices from the programs that list PCI,
 * and the kinds of disks that the names of their drivers give away.
 */
@NullMarked
package io.packetframe.host.bsd;

import org.jspecify.annotations.NullMarked;
