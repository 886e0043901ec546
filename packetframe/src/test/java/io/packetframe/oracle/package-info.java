/**
 * libbpf as the oracle: what the kernel holds after libbpf loaded an object, against what it holds
 * after {@code BpfObject} did. Both are read from the kernel by the same code, by ids.
 */
@NullMarked
package io.packetframe.oracle;

import org.jspecify.annotations.NullMarked;
