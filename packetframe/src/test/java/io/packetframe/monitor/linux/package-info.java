/** Tests of the monitors, most of them on the kernel that runs the tests. */
@NullMarked
package io.packetframe.monitor.linux;

import org.jspecify.annotations.NullMarked;
