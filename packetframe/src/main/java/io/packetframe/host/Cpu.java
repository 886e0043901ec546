package io.packetframe.host;

import java.util.List;

/**
 * The processors of a machine.
 *
 * @param architecture the kernel's word for it ({@code x86_64}, {@code aarch64})
 * @param vendor who designed the cores
 * @param kinds the sorts of cores; one, but for machines with large and small ones
 * @param packages sockets and the cores in them; CPUs that are offline are not there
 * @param caches each cache once, nearest to the cores first
 * @param nodes memory nodes (NUMA); a machine without them has one
 * @param usable how many CPUs this process can keep busy
 * @param virtualisation whether this is a virtual machine
 */
public record Cpu(
    Fact<String> architecture,
    Fact<String> vendor,
    Fact<List<CpuKind>> kinds,
    Fact<List<CpuPackage>> packages,
    Fact<List<CpuCache>> caches,
    Fact<List<NumaNode>> nodes,
    Fact<UsableCpus> usable,
    Fact<Virtualisation> virtualisation) {}
