package io.packetframe.wire;

import io.packetframe.packet.FrameDiff;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What became of the frame of a cell.
 *
 * @param complaints all that is not as it has to be; empty: nothing
 */
record Result(Cell cell, List<String> complaints) {
  /** Judges by what was seen: behind XDP on the port that it came by, and at the receiver. */
  static Result of(Cell cell, List<byte[]> passed, List<byte[]> received) throws Exception {
    List<String> complaints = new ArrayList<>();
    if (cell.isForwarded()) {
      exactly(0, passed, "passed", complaints);
    } else if (exactly(1, passed, "passed", complaints)) {
      same(cell.arriving(), passed.getFirst(), "passed", complaints);
    }
    if (!cell.in().isReceived()) {
      exactly(0, received, "received", complaints);
    } else if (exactly(1, received, "received", complaints)) {
      same(cell.expected(), received.getFirst(), "received", complaints);
    }
    return new Result(cell, complaints);
  }

  private static boolean exactly(
      int count, List<byte[]> frames, String where, List<String> complaints) {
    if (frames.size() != count) {
      complaints.add(where + " " + frames.size() + " times instead of " + count);
    }
    return frames.size() == count;
  }

  private static void same(byte[] expected, byte[] frame, String where, List<String> complaints) {
    if (!Arrays.equals(expected, frame)) {
      complaints.add(where + " with other bytes than expected:");
      FrameDiff.between(expected, frame).lines().forEach(line -> complaints.add("  " + line));
    }
  }

  @Override
  public String toString() {
    return cell + ": " + String.join("\n    ", complaints);
  }
}
