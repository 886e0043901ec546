/**
 * The types of objects and kernels ({@link io.packetframe.spec.Btf}) from bytes and to bytes,
 * fitted to what a kernel takes, and compared between a program and a kernel (CO-RE). Nothing here
 * asks a kernel or opens a file: bytes in, values out.
 *
 * <pre>
 * types       = header type* text*      kinds 1 to 19 (include/uapi/linux/btf.h), little-endian
 * </pre>
 *
 * <p>What is wrong with bytes is an {@link io.packetframe.btf.ObjectException} with the place: all
 * reads go through {@code ByteView}. A forged file costs no more than its size.
 */
@NullMarked
package io.packetframe.btf;

import org.jspecify.annotations.NullMarked;
