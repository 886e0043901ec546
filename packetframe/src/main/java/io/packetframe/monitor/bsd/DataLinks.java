package io.packetframe.monitor.bsd;

import io.packetframe.PacketFrameException;
import io.packetframe.monitor.filter.DataLink;
import io.packetframe.sys.bsd.BpfAbi;
import java.nio.ByteOrder;

/** What a system means by the number of a DLT_*: the first two are everybody's. */
final class DataLinks {
  private static final int NULL = 0;
  private static final int ETHERNET = 1;

  private DataLinks() {}

  static DataLink of(BpfAbi abi, int number) throws PacketFrameException {
    if (number == NULL) {
      return new DataLink.Family(ByteOrder.nativeOrder(), abi.inet6());
    }
    if (number == ETHERNET) {
      return new DataLink.Ethernet();
    }
    if (number == abi.dltLoop()) {
      return new DataLink.Family(ByteOrder.BIG_ENDIAN, abi.inet6());
    }
    if (number == abi.dltRaw()) {
      return new DataLink.Raw();
    }
    throw new PacketFrameException(
        "its link layer has the number "
            + number
            + " (DLT_*), and this version knows EN10MB,"
            + " NULL, LOOP and RAW");
  }
}
