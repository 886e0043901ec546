package io.packetframe.host;

import java.util.List;

/**
 * Disks and what is on them.
 *
 * @param devices every block device that holds something, in the order of their names
 * @param fileSystems what is mounted, each once, in the order of their mount points
 */
public record Storage(Fact<List<BlockDevice>> devices, Fact<List<FileSystem>> fileSystems) {}
