/**
 * The guest's file system, as bytes: a newc cpio archive that is a function of its inputs.
 *
 * <p>{@link io.packetframe.verifier.image.Initramfs} collects entries; {@link
 * io.packetframe.verifier.image.CpioWriter} writes them sorted, owned by root, parents made
 * explicit. Regular files keep the modification time they are given, in whole seconds, because a
 * class archive refuses jars whose time has changed; everything else carries the epoch. Archives
 * may be concatenated, so what differs per boot is a second small one.
 *
 * <p>This package knows files and ELF, and nothing of ours.
 */
@NullMarked
package io.packetframe.verifier.image;

import org.jspecify.annotations.NullMarked;
