package io.packetframe.fastpath;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.link.XdpMode;
import io.packetframe.config.Config;
import io.packetframe.config.ModuleSection;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.NetworkState;
import io.packetframe.host.linux.Reading;
import io.packetframe.module.Attachment;
import io.packetframe.module.Hook;
import io.packetframe.module.Journal;
import io.packetframe.module.Module;
import io.packetframe.module.Pause;
import io.packetframe.module.Sample;
import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fast path in the kernel, as long as this process tends it: maps filled, then pinned, then
 * attached, so that no packet ever meets half of it.
 */
public final class FastPath implements Module {
  private final Syscalls syscalls;
  private final HostFiles files;
  private final Journal journal;
  private final FastPathForm form;
  private final PinLayout layout;
  private final Duration settleTime;
  private final Unwinding undo = new Unwinding();
  private final List<AttachedPort> attached = new ArrayList<>();
  private final Attacher attacher;

  private ModuleSection section;
  private List<Port> ports = List.of();
  private boolean sharesBridge;
  private boolean kernelVlans;
  private HostLimits room = HostLimits.STATED;
  private @Nullable LoadedStages loaded;
  private @Nullable MapUpkeep upkeep;

  /**
   * Makes a module that has not touched anything yet.
   *
   * @param form of the data path
   * @throws FastPathException if the config says nothing of the fast path, or what is not built
   */
  public FastPath(
      Syscalls syscalls, HostFiles files, Config config, FastPathForm form, Journal journal)
      throws FastPathException {
    this.syscalls = syscalls;
    this.files = files;
    this.journal = journal;
    this.form = form;
    this.layout = new PinLayout(Path.of(config.settings().bpffsRoot().text()));
    this.settleTime = config.settings().attachSettleTime();
    this.section = sectionOf(config);
    this.attacher = new Attacher(syscalls, layout, undo, journal);
  }

  static ModuleSection sectionOf(Config config) throws FastPathException {
    ModuleSection section =
        config
            .fastPath()
            .orElseThrow(() -> new FastPathException("the config has no `module fast-path`"));
    List<String> notBuilt = NotBuilt.in(section);
    if (!notBuilt.isEmpty()) {
      throw new FastPathException(
          "not built in this version: " + String.join(", ", notBuilt),
          "take these directives out of the config");
    }
    return section;
  }

  @Override
  public String name() {
    return PinLayout.MODULE;
  }

  @Override
  public List<Attachment> load() throws PacketFrameException {
    try {
      return loadAll();
    } catch (PacketFrameException | RuntimeException e) {
      undo.run(journal);
      throw e;
    }
  }

  private List<Attachment> loadAll() throws PacketFrameException {
    requireNoPins();
    kernelVlans = form.mayUseKernelVlans() && KernelVlans.areAnswered(syscalls);
    NetworkState network = network();
    ports = new Ports(syscalls, files, network, journal).of(section);
    sharesBridge =
        Bridges.areShared(ports.stream().map(port -> port.name().text()).toList(), network);
    for (Port port : ports) {
      attached.add(new AttachedPort(port.index(), port.modes().getFirst() == XdpMode.NATIVE));
    }
    DesiredMaps desired = desired(section, network, HostLimits.STATED);
    requireWhole(desired);
    requireConsent(section, network, desired);
    room = MapSizes.roomFor(desired.host());
    LoadedStages stages = new StageLoader(syscalls, MapSizes.options(room)).load(form.stages());
    loaded = stages;
    undo.push("close the programs", this::close);
    stages.refused().forEach(journal::warn);
    journal.info(
        stages.stages().text()
            + " runs"
            + (stages.takesFragments() ? "" : ", for frames in one buffer only")
            + (desired.asksTheKernelForVlans() ? ", the kernel answers for VLAN devices" : ""));
    upkeep =
        new MapUpkeep(
            new MapAccess(stages.object()::map),
            new ShortcutMap(syscalls, stages.object().map(ShortcutMap.NAME)),
            journal);
    List<BpfException> refused = upkeep.apply(desired);
    if (!refused.isEmpty()) {
      throw refused.getFirst();
    }
    new Pinning(syscalls, layout, undo).pin(stages.object());
    return planned(stages);
  }

  /** What an earlier daemon pinned may forward packets now: it is nobody's to overwrite. */
  private void requireNoPins() throws PacketFrameException {
    List<Path> pins = PinFolders.pins(layout);
    if (!pins.isEmpty()) {
      throw new FastPathException(
          "a fast path is pinned already: "
              + pins.getFirst()
              + " and "
              + (pins.size() - 1)
              + " more",
          "`packetframe status` shows it, `packetframe detach` with the same config removes it");
    }
  }

  /** What is left out is left to the kernel; but a clamp or a limit is something we promised. */
  static void requireWhole(DesiredMaps desired) throws FastPathException {
    if (!desired.broken().isEmpty()) {
      throw new FastPathException(String.join("; ", desired.broken()));
    }
  }

  private DesiredMaps desired(ModuleSection wanted, NetworkState network, HostLimits limits) {
    return DesiredMaps.of(wanted, network, attached, limits, kernelVlans);
  }

  private void requireConsent(ModuleSection wanted, NetworkState network, DesiredMaps desired)
      throws FastPathException {
    Reading<Consent> consent =
        Consent.of(syscalls, wanted, network, attached, desired.host().redirectTargets().keySet());
    if (consent.optional().isPresent()) {
      consent.optional().get().require(journal);
    } else {
      journal.warn("what the fast path goes past is not known: " + consent.problem().orElse(""));
    }
  }

  private List<Attachment> planned(LoadedStages stages) throws BpfException {
    int id = stages.entry().info().id();
    List<Attachment> planned = new ArrayList<>();
    for (Port port : ports) {
      planned.add(attachment(port, port.modes().getFirst(), id));
    }
    return planned;
  }

  private Attachment attachment(Port port, XdpMode mode, int programId) {
    Hook hook =
        switch (mode) {
          case NATIVE -> Hook.NATIVE_XDP;
          case GENERIC -> Hook.GENERIC_XDP;
        };
    return new Attachment(port.name(), hook, programId, layout.link(port.name()), port.offloads());
  }

  @Override
  public List<Attachment> attach(Pause pause) throws PacketFrameException {
    try {
      return attachAll(pause);
    } catch (PacketFrameException | RuntimeException e) {
      undo.run(journal);
      throw e;
    }
  }

  private List<Attachment> attachAll(Pause pause) throws PacketFrameException {
    LoadedStages stages = requireLoaded();
    int id = stages.entry().info().id();
    List<Attachment> done = new ArrayList<>();
    attached.clear();
    for (Port port : ports) {
      if (!pause.sleep(done.isEmpty() ? Duration.ZERO : settleTime)) {
        throw new FastPathException("asked to stop while attaching: everything was taken back");
      }
      if (sharesBridge && !done.isEmpty()) {
        undo.push("wait", () -> Pause.uninterrupted().sleep(settleTime));
      }
      XdpMode mode = attacher.attach(stages.entry(), port);
      attached.add(new AttachedPort(port.index(), mode == XdpMode.NATIVE));
      done.add(attachment(port, mode, id));
      journal.info("attached to " + port.name() + ", " + mode.word());
    }
    refresh();
    return done;
  }

  @Override
  public void refresh() {
    try {
      reconcile(section);
    } catch (PacketFrameException e) {
      journal.warn("the host cannot be followed: " + e.getMessage());
    }
  }

  /** Returns what the kernel refused, which is said too. */
  private List<BpfException> reconcile(ModuleSection wanted) throws PacketFrameException {
    MapUpkeep kept = upkeep;
    if (kept == null) {
      throw new IllegalStateException("nothing is loaded");
    }
    NetworkState network = network();
    DesiredMaps desired = desired(wanted, network, room);
    if (!wanted.equals(section)) {
      requireConsent(wanted, network, desired);
    }
    return kept.apply(desired);
  }

  @Override
  public void reconfigure(Config next) throws PacketFrameException {
    ModuleSection wanted = sectionOf(next);
    List<String> differences = RestartOnly.differences(section, wanted);
    if (!differences.isEmpty()) {
      throw new FastPathException(
          "only a restart can change " + String.join(", ", differences) + ": nothing was changed");
    }
    List<BpfException> refused = reconcile(wanted);
    section = wanted;
    if (!refused.isEmpty()) {
      throw new FastPathException(
          refused.size() + " changes were refused, first: " + refused.getFirst().getMessage());
    }
  }

  @Override
  public List<Sample> samples() throws PacketFrameException {
    return Counters.read(requireLoaded().object().map(Counters.MAP));
  }

  @Override
  public void detach() {
    undo.run(journal);
  }

  @Override
  public void close() {
    attacher.close();
    if (loaded != null) {
      loaded.close();
      loaded = null;
      upkeep = null;
    }
  }

  private LoadedStages requireLoaded() {
    if (loaded == null) {
      throw new IllegalStateException("nothing is loaded");
    }
    return loaded;
  }

  private NetworkState network() throws FastPathException {
    Reading<NetworkState> reading = NetworkState.read(syscalls);
    return reading
        .optional()
        .orElseThrow(
            () ->
                new FastPathException(
                    "the devices of this host cannot be read: " + reading.problem().orElse("")));
  }
}
