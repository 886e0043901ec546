/**
 * What Windows is asked through libraries of its own, under their own names.
 *
 * <p>eBPF for Windows is one library, {@code ebpfapi.dll}: {@link
 * io.packetframe.sys.windows.EbpfApi} is the one seam to it. Its function {@code bpf} takes the
 * attributes of Linux's system call; the numbers of types are its own, and so are its results,
 * names of 64 bytes and GUIDs.
 *
 * <p>Disks, devices and the registry have another seam, {@link
 * io.packetframe.sys.windows.WindowsCalls}: numbers and layouts of {@code winioctl.h}, {@code
 * setupapi.h} and {@code winreg.h}, of 64-bit Windows.
 */
@NullMarked
package io.packetframe.sys.windows;

import org.jspecify.annotations.NullMarked;
