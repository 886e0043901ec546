package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import io.packetframe.sys.linux.NvmeSmartLog;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What an NVMe controller's SMART log says of its health, in words. */
final class SmartLog {
  /** The critical warnings from bit 0 on (NVM Express Base Specification 2.0, figure 207). */
  private static final List<String> WARNINGS =
      List.of(
          "spare blocks run out",
          "too hot or too cold",
          "no longer reliable",
          "read only",
          "its backup of memory failed",
          "its persistent memory failed");

  private static final int KNOWN = (1 << WARNINGS.size()) - 1;
  private static final int FREEZING_KELVIN = 273;

  /** A temperature moves all the time; only a tenth of that is a change worth a line. */
  private static final int STEP = 10;

  private SmartLog() {}

  static Fact<String> health(ByteBuffer log) {
    if (isEmpty(log)) {
      return Fact.unknown("its SMART log is empty");
    }
    int spare = NvmeSmartLog.sparePercent(log);
    if (spare > 100) {
      return Fact.unknown("its SMART log tells of " + spare + " % spare blocks");
    }
    List<String> words = new ArrayList<>();
    words.add(warnings(NvmeSmartLog.warnings(log)));
    words.add("worn " + NvmeSmartLog.usedPercent(log) + " %");
    words.add("spare " + spare + " %");
    words.add("media errors " + NvmeSmartLog.mediaErrors(log));
    int kelvin = NvmeSmartLog.kelvin(log);
    if (kelvin > 0) {
      words.add("below " + (Math.floorDiv(kelvin - FREEZING_KELVIN, STEP) + 1) * STEP + " C");
    }
    return Fact.known(String.join(", ", words));
  }

  private static String warnings(int bits) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < WARNINGS.size(); i++) {
      if ((bits >> i & 1) == 1) {
        words.add(WARNINGS.get(i));
      }
    }
    if ((bits & ~KNOWN) != 0) {
      words.add("0x" + Integer.toHexString(bits & ~KNOWN));
    }
    return words.isEmpty() ? "no warning" : "warning: " + String.join("; ", words);
  }

  /** As of a controller that answers without an answer. */
  private static boolean isEmpty(ByteBuffer log) {
    for (int i = 0; i < log.capacity(); i++) {
      if (log.get(i) != 0) {
        return false;
      }
    }
    return true;
  }
}
