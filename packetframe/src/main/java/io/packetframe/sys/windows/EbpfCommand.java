package io.packetframe.sys.windows;

/** The commands of {@code bpf} that we use; Linux's numbers. */
public enum EbpfCommand {
  MAP_CREATE(0),
  MAP_LOOKUP_ELEM(1),
  MAP_GET_NEXT_KEY(4),
  PROG_LOAD(5),
  LINK_DETACH(34);

  private final int number;

  EbpfCommand(int number) {
    this.number = number;
  }

  /** Returns the number in the ABI. */
  public int number() {
    return number;
  }
}
