/** What NVIDIA's driver tells of its cards, on every system that has it. */
@NullMarked
package io.packetframe.host.nvidia;

import org.jspecify.annotations.NullMarked;
