package io.packetframe.host;

import java.util.List;

/**
 * How loaded a machine is.
 *
 * @param cpu how busy the CPUs were since the previous sample
 * @param load the load averages
 * @param memoryShare how much of memory is used, 0 to 1
 * @param cpuPressure time lost waiting for a CPU
 * @param memoryPressure time lost waiting for memory
 * @param ioPressure time lost waiting for storage
 * @param network what went through each interface since the previous sample
 * @param disks what went to and from each disk since the previous sample
 * @param processes how many processes there are
 */
public record Usage(
    Fact<CpuLoad> cpu,
    Fact<LoadAverages> load,
    Fact<Double> memoryShare,
    Fact<Pressure> cpuPressure,
    Fact<Pressure> memoryPressure,
    Fact<Pressure> ioPressure,
    Fact<List<NetworkRate>> network,
    Fact<List<DiskRate>> disks,
    Fact<Integer> processes) {}
