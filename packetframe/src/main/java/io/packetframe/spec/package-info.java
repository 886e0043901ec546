/**
 * What we would like the kernel to hold, as values: nothing here asks a kernel.
 *
 * <pre>
 * program      name, type, instruction+, licence
 * instruction  opcode u8, dst 4 bits, src 4 bits, offset s16, immediate s32
 * map          name, type, key size, value size, entries, flags
 * </pre>
 */
@NullMarked
package io.packetframe.spec;

import org.jspecify.annotations.NullMarked;
