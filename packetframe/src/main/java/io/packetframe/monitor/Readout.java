package io.packetframe.monitor;

import java.util.List;

/**
 * All values of a monitor.
 *
 * @param nanoTime when, by {@link System#nanoTime}: rates are gains by the time between two
 */
public record Readout(long nanoTime, List<Measurement> measurements) {
  public Readout {
    measurements = List.copyOf(measurements);
  }
}
