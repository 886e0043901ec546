/**
 * NVIDIA's management library (NVML), which its driver brings on Linux and Windows: the numbers and
 * layouts of {@code nvml.h}.
 */
@NullMarked
package io.packetframe.sys.nvml;

import org.jspecify.annotations.NullMarked;
