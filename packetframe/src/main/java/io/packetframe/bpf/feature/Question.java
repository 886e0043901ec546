package io.packetframe.bpf.feature;

import io.packetframe.sys.linux.Syscalls;

/** One question to the kernel: what is tried, and which reaction means what. */
interface Question {
  /** Asks. Closes all that it opens; never throws for what the kernel answers. */
  Answer ask(Syscalls syscalls);
}
