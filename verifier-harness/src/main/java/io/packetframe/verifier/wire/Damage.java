package io.packetframe.verifier.wire;

/**
 * What a port carried beside good frames.
 *
 * @param noise bytes outside any frame
 * @param forged frames of somebody who does not know the nonce
 * @param broken frames whose length or checksum is wrong
 * @param repeated frames that had come before
 * @param lost frames that never came
 */
public record Damage(long noise, int forged, int broken, int repeated, int lost) {
  /** Tells whether all that the guest sent has arrived; noise and forgeries harm nothing. */
  public boolean isHarmless() {
    return lost == 0;
  }

  @Override
  public String toString() {
    return lost
        + " frames lost, "
        + broken
        + " broken, "
        + forged
        + " forged, "
        + repeated
        + " repeated, "
        + noise
        + " bytes of noise";
  }
}
