package io.packetframe.sys.bsd;

import java.util.Map;

/** The facts of one system, from its net/bpf.h, net/if.h and sys/socket.h. */
record BpfTable(
    Sizes sizes,
    BpfRecordLayout records,
    Families families,
    BpfDirections directions,
    Map<BpfRequest, Integer> numbers) {

  private static final BpfTable FREEBSD =
      new BpfTable(
          new Sizes(32, 8, 16),
          new BpfRecordLayout(32, 16, 8),
          new Families(108, 12, 28),
          BpfDirections.CHOSEN,
          Map.of(
              BpfRequest.BIOCSETFNR, 0x82,
              BpfRequest.BIOCSETWF, 0x7b,
              BpfRequest.BIOCSRTIMEOUT, 0x6d,
              BpfRequest.BIOCSDLT, 0x78,
              BpfRequest.BIOCGDLTLIST, 0x79,
              BpfRequest.DIRECTION, 0x77,
              BpfRequest.BIOCLOCK, 0x7a));

  private static final BpfTable OPENBSD =
      new BpfTable(
          new Sizes(32, 8, 16),
          new BpfRecordLayout(24, 8, 4),
          new Families(12, 14, 24),
          BpfDirections.DROPPED,
          Map.of(
              BpfRequest.BIOCSETWF, 0x77,
              BpfRequest.BIOCSRTIMEOUT, 0x6d,
              BpfRequest.BIOCSDLT, 0x7a,
              BpfRequest.BIOCGDLTLIST, 0x7b,
              BpfRequest.DIRECTION, 0x7d,
              BpfRequest.BIOCLOCK, 0x76));

  private static final BpfTable NETBSD =
      new BpfTable(
          new Sizes(144, 128, 16),
          new BpfRecordLayout(32, 16, 8),
          new Families(108, 12, 24),
          BpfDirections.CHOSEN,
          Map.of(
              BpfRequest.BIOCSETWF, 0x7f,
              BpfRequest.BIOCSRTIMEOUT, 0x7a,
              BpfRequest.BIOCSDLT, 0x76,
              BpfRequest.BIOCGDLTLIST, 0x77,
              BpfRequest.DIRECTION, 0x79,
              BpfRequest.BIOCLOCK, 0x7e));

  private static final BpfTable MACOS =
      new BpfTable(
          new Sizes(32, 8, 12),
          new BpfRecordLayout(20, 8, 4),
          new Families(108, 12, 30),
          BpfDirections.SENT_TOO,
          Map.of(
              BpfRequest.BIOCSETFNR, 0x7e,
              BpfRequest.BIOCSRTIMEOUT, 0x6d,
              BpfRequest.BIOCSDLT, 0x78,
              BpfRequest.BIOCGDLTLIST, 0x79,
              BpfRequest.DIRECTION, 0x77));

  private static final BpfTable DRAGONFLY =
      new BpfTable(
          new Sizes(32, 8, 16),
          new BpfRecordLayout(32, 16, 8),
          new Families(108, 12, 28),
          BpfDirections.SENT_TOO,
          Map.of(
              BpfRequest.BIOCSETWF, 0x7b,
              BpfRequest.BIOCSRTIMEOUT, 0x6d,
              BpfRequest.BIOCSDLT, 0x78,
              BpfRequest.BIOCGDLTLIST, 0x79,
              BpfRequest.DIRECTION, 0x77,
              BpfRequest.BIOCLOCK, 0x7a));

  /** Bytes of the structs that differ; macOS packs its bpf_dltlist. */
  record Sizes(int ifreq, int statistics, int dltList) {}

  /** Numbers of DLT_LOOP, DLT_RAW and AF_INET6. */
  record Families(int loop, int raw, int inet6) {}

  static BpfTable of(BpfAbi abi) {
    return switch (abi) {
      case FREEBSD -> FREEBSD;
      case OPENBSD -> OPENBSD;
      case NETBSD -> NETBSD;
      case MACOS -> MACOS;
      case DRAGONFLY -> DRAGONFLY;
    };
  }
}
