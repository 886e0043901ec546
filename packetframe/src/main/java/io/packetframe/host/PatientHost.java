package io.packetframe.host;

import java.time.Duration;
import java.util.List;

/** A host whose answers are waited for only so long, and whose failures are reasons. */
public final class PatientHost implements HostPlatform {
  private final HostPlatform host;
  private final PatientQuestion<Cpu> cpu;
  private final PatientQuestion<Fact<List<Gpu>>> gpus;
  private final PatientQuestion<Memory> memory;
  private final PatientQuestion<Storage> storage;
  private final PatientQuestion<Fact<List<NetworkAdapter>>> network;
  private final PatientQuestion<Usage> usage;

  /** Makes a host that waits so long for each answer of another one. */
  public PatientHost(HostPlatform host, Duration patience) {
    this.host = host;
    this.cpu = new PatientQuestion<>("processors", patience);
    this.gpus = new PatientQuestion<>("graphics", patience);
    this.memory = new PatientQuestion<>("memory", patience);
    this.storage = new PatientQuestion<>("storage", patience);
    this.network = new PatientQuestion<>("network", patience);
    this.usage = new PatientQuestion<>("load", patience);
  }

  @Override
  public Cpu cpu() {
    return cpu.ask(host::cpu, reason -> new UnknownHost(reason).cpu());
  }

  @Override
  public Fact<List<Gpu>> gpus() {
    return gpus.ask(host::gpus, Fact::unknown);
  }

  @Override
  public Memory memory() {
    return memory.ask(host::memory, reason -> new UnknownHost(reason).memory());
  }

  @Override
  public Storage storage() {
    return storage.ask(host::storage, reason -> new UnknownHost(reason).storage());
  }

  @Override
  public Fact<List<NetworkAdapter>> network() {
    return network.ask(host::network, Fact::unknown);
  }

  @Override
  public Usage usage() {
    return usage.ask(host::usage, reason -> new UnknownHost(reason).usage());
  }
}
