/**
 * The types of objects and kernels ({@link io.packetframe.spec.Btf}) from bytes and to bytes,
 * fitted to what a kernel takes, and compared between a program and a kernel (CO-RE). Nothing here
 * asks a kernel or opens a file: bytes in, values out.
 *
 * <pre>
 * types       = header type* text*      kinds 1 to 19 (include/uapi/linux/btf.h), little-endian
 * </pre>
 *
 * <p>Types to bytes: {@code BtfWriter}, after {@code BtfUpload} has defined what is extern ({@code
 * BtfExterns}) and written around what a kernel lacks ({@code BtfSanitiser}, one {@code BtfFeature}
 * each); no id changes on the way.
 *
 * <p>CO-RE: {@code CoreRelocator} takes each question of a program ({@link
 * io.packetframe.spec.CoreRelocation}) as a place in the object's types ({@code LocalAccess}),
 * finds the types of that name in a kernel ({@code CoreCandidates} over {@code LazyBtf}) and the
 * same place in them ({@code TargetAccess}, {@code TypeComparison}, {@code TypeMatch}), computes
 * what belongs into the instruction ({@code CoreResolver}, {@code FieldValue}), requires that all
 * agree ({@code CoreChoice}) and writes it ({@code CorePatch}). libbpf's rules are the law.
 *
 * <p>What is wrong with bytes is an {@link io.packetframe.btf.ObjectException} with the place: all
 * reads go through {@code ByteView}. A forged file costs no more than its size, and relocations of
 * an object share a budget of types and members to look at. What is wrong with a relocation is a
 * {@link io.packetframe.btf.CoreException} with the program, the instruction and the place.
 */
@NullMarked
package io.packetframe.btf;

import org.jspecify.annotations.NullMarked;
