package io.packetframe.host;

import java.util.List;

/**
 * What a machine has and how loaded it is, on every operating system alike.
 *
 * <p>Each method looks anew and never throws for what it finds: what the system does not tell is a
 * {@link Fact} that is unknown, with the reason.
 *
 * <p>On Linux no method starts another program, and none waits for long: file systems, and
 * controllers of disks, that do not answer are given up after {@value #PATIENCE_MILLIS} ms, and the
 * library of NVIDIA's cards after three seconds. Other systems are asked through libraries and
 * programs of theirs, which may wait for a service to start; an answer is given up after {@value
 * #FOREIGN_PATIENCE_MILLIS} ms, and the next call gets it, if it has come by then.
 *
 * <p>One object may be used by one thread at a time.
 */
public interface HostPlatform {
  /**
   * Linux: how long one call waits for file systems that do not answer, all of them together; and
   * before that as long for all controllers of disks.
   */
  int PATIENCE_MILLIS = 200;

  /**
   * How long one call waits where it is not Linux. The service that Windows' answers come from
   * (WMI) takes seconds to start, and 20 where it is slow: then the first answer is that there is
   * none.
   */
  int FOREIGN_PATIENCE_MILLIS = 10_000;

  /** Returns processors, caches and memory nodes, and how many CPUs this process may use. */
  Cpu cpu();

  /** Returns the graphics devices, in the order of their addresses. */
  Fact<List<Gpu>> gpus();

  /** Returns the memory of the machine and what of it this process may use. */
  Memory memory();

  /** Returns the disks, what is built of them, and the file systems on top. */
  Storage storage();

  /** Returns the network adapters, in the order of their names. */
  Fact<List<NetworkAdapter>> network();

  /**
   * Returns how loaded the machine is. What is a rate is taken since the previous call on this
   * object; the first says that it does not know yet.
   */
  Usage usage();
}
