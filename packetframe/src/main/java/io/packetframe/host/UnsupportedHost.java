package io.packetframe.host;

import java.util.List;

/** A system that this version cannot ask: nothing is known of it, and nothing is guessed. */
final class UnsupportedHost implements HostPlatform {
  private final String reason;

  UnsupportedHost(OperatingSystem system) {
    this.reason = "this version cannot read the hardware of " + system.title();
  }

  @Override
  public Cpu cpu() {
    return new Cpu(
        unknown(), unknown(), unknown(), unknown(), unknown(), unknown(), unknown(), unknown());
  }

  @Override
  public Fact<List<Gpu>> gpus() {
    return unknown();
  }

  @Override
  public Memory memory() {
    return new Memory(unknown(), unknown(), unknown(), unknown(), unknown(), unknown());
  }

  @Override
  public Storage storage() {
    return new Storage(unknown(), unknown());
  }

  @Override
  public Fact<List<NetworkAdapter>> network() {
    return unknown();
  }

  @Override
  public Usage usage() {
    return new Usage(
        unknown(), unknown(), unknown(), unknown(), unknown(), unknown(), unknown(), unknown(),
        unknown());
  }

  private <T> Fact<T> unknown() {
    return Fact.unknown(reason);
  }
}
