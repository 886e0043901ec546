package io.packetframe.bench;

import io.packetframe.bpf.BpfMap;
import io.packetframe.bpf.Program;
import io.packetframe.bpf.UpdateMode;
import io.packetframe.config.Config;
import io.packetframe.config.ConfigParser;
import io.packetframe.config.LogLevel;
import io.packetframe.config.ParseResult;
import io.packetframe.fastpath.EgressTag;
import io.packetframe.fastpath.FastPath;
import io.packetframe.fastpath.FastPathConfig;
import io.packetframe.fastpath.FastPathConfig.Flag;
import io.packetframe.fastpath.FastPathForm;
import io.packetframe.fastpath.FastPathMap;
import io.packetframe.fastpath.IngressKey;
import io.packetframe.fastpath.Priorities;
import io.packetframe.fastpath.RepeatedMaps;
import io.packetframe.fastpath.Stages;
import io.packetframe.fastpath.VlanEgress;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.module.Attachment;
import io.packetframe.module.Journal;
import io.packetframe.module.Pause;
import io.packetframe.net.VlanId;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.testing.Links;
import io.packetframe.testing.LockedMemory;
import io.packetframe.testing.PrivateBpffs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The fast path on both ports of a router, as an operator would run it. */
final class OurForwarding implements AutoCloseable {
  private final Path folder;
  private final PrivateBpffs pins;
  private final FastPath fastPath;
  private final Program program;

  private OurForwarding(Path folder, PrivateBpffs pins, FastPath fastPath, Program program) {
    this.folder = folder;
    this.pins = pins;
    this.fastPath = fastPath;
    this.program = program;
  }

  /** Loads and attaches it in the network namespace of this thread. */
  static OurForwarding on(Stages form, List<String> directives) throws Exception {
    LockedMemory.lift();
    Path folder = Files.createTempDirectory("pf-bench");
    PrivateBpffs pins = PrivateBpffs.over(folder);
    try {
      FastPath fastPath =
          new FastPath(
              LinuxSystem.syscalls(),
              HostFiles.ofThisHost(),
              config(folder, directives),
              FastPathForm.of(Optional.of(form)),
              new Silence());
      fastPath.load();
      Attachment port = fastPath.attach(Pause.uninterrupted()).getFirst();
      return new OurForwarding(
          folder, pins, fastPath, Program.openById(LinuxSystem.syscalls(), port.programId()));
    } catch (Exception | Error e) {
      pins.close();
      Files.delete(folder);
      throw e;
    }
  }

  private static Config config(Path pins, List<String> directives) {
    StringBuilder text = new StringBuilder("global\n  bpffs-root ").append(pins);
    text.append("\n  attach-settle-time 0s\nmodule fast-path\n");
    text.append("  attach in native\n  attach out native\n");
    directives.forEach(line -> text.append("  ").append(line).append('\n'));
    ParseResult result = ConfigParser.parse(text.toString().getBytes(StandardCharsets.UTF_8));
    if (result instanceof Config config) {
      return config;
    }
    throw new IllegalStateException(result.toString());
  }

  /**
   * Says of {@code above} that it is VLAN 200 on {@code out}; {@code in} has 100 and 200.
   *
   * @param device that receives what comes with a tag
   */
  void addVlans(int device) throws Exception {
    int in = Links.index(BenchRouter.IN);
    int out = Links.index(BenchRouter.OUT);
    for (int vid : List.of(100, 200)) {
      List<VlanId> tags = List.of(new VlanId(VlanId.CUSTOMER, vid));
      put(FastPathMap.INGRESS, new IngressKey(in, tags, Optional.of(BenchRouter.IN_MAC)), device);
    }
    EgressTag tag = new EgressTag(new VlanId(VlanId.CUSTOMER, 200), Priorities.KEPT);
    put(
        FastPathMap.VLAN_RESOLVE,
        Links.index(BenchRouter.ABOVE),
        new VlanEgress(out, List.of(tag), 1500, 1518, false));
    put(
        FastPathMap.CFG,
        0,
        new FastPathConfig(false, EnumSet.of(Flag.IPV4, Flag.IPV6, Flag.VLAN), 0));
    Map<String, BpfMap> opened = new HashMap<>();
    try {
      for (Path pin : pins()) {
        opened.put(pin.getFileName().toString(), BpfMap.openPinned(LinuxSystem.syscalls(), pin));
      }
      RepeatedMaps.shorten(name -> Objects.requireNonNull(opened.get(name), name));
    } finally {
      opened.values().forEach(BpfMap::close);
    }
  }

  private <K, V> void put(FastPathMap<K, V> map, K key, V value) throws Exception {
    for (Path pin : pins()) {
      if (pin.endsWith(map.name())) {
        try (BpfMap opened = BpfMap.openPinned(LinuxSystem.syscalls(), pin)) {
          map.of(opened).update(key, value, UpdateMode.ANY);
        }
      }
    }
  }

  private List<Path> pins() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("fast-path/maps"))) {
      return files.toList();
    }
  }

  Program program() {
    return program;
  }

  /** Not every note is a failure: the far ends of veth pairs are told about here. */
  private static final class Silence implements Journal {
    @Override
    public void say(LogLevel level, String text) {}

    @Override
    public void listenFrom(LogLevel level) {}
  }

  @Override
  public void close() throws IOException {
    program.close();
    fastPath.detach();
    fastPath.close();
    pins.close();
    Files.delete(folder);
  }
}
