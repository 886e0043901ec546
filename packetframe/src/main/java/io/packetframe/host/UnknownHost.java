package io.packetframe.host;

import java.util.List;

/** A machine that cannot be asked: nothing is known of it, and nothing is guessed. */
public final class UnknownHost implements HostPlatform {
  private final String reason;

  /** Makes a host of which nothing is known, for that reason. */
  public UnknownHost(String reason) {
    this.reason = reason;
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
