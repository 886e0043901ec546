package io.packetframe.bpf;

import io.packetframe.spec.MapSpec;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.PossibleCpus;
import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;
import java.util.List;

/** A map that the kernel holds for us. Its entries are read and written through a {@link #view}. */
public final class BpfMap extends KernelObject {
  private final String name;
  private final MapDefinition definition;

  BpfMap(Syscalls syscalls, Fd fd, String name, MapDefinition definition) {
    super(syscalls, fd);
    this.name = name;
    this.definition = definition;
  }

  /**
   * Creates a map, without the types and content that it has in its object.
   *
   * @throws BpfException if the kernel refuses
   */
  public static BpfMap create(Syscalls syscalls, MapSpec spec) throws BpfException {
    return new MapCreator(syscalls, null).create(spec, spec.kernelName());
  }

  /**
   * Opens a map of anyone by its id (needs CAP_SYS_ADMIN).
   *
   * @throws BpfException if the kernel refuses; ENOENT where the map is gone
   */
  public static BpfMap openById(Syscalls syscalls, int id) throws BpfException {
    return known(
        syscalls,
        ObjectInfo.open(syscalls, BpfCommand.MAP_GET_FD_BY_ID, id, "map"),
        "map " + Integer.toUnsignedString(id));
  }

  /**
   * Opens a pinned map, whatever its definition.
   *
   * @throws BpfException if the kernel refuses; ENOENT where nothing is pinned
   * @throws PinMismatchException if something else than a map is pinned there
   */
  public static BpfMap openPinned(Syscalls syscalls, Path path)
      throws BpfException, PinMismatchException {
    return known(syscalls, Pins.open(syscalls, path, ObjectKind.MAP), "pinned map " + path);
  }

  /**
   * Opens a pinned map that must be as {@code wanted} says; its name may be another.
   *
   * @throws BpfException if the kernel refuses; ENOENT where nothing is pinned
   * @throws PinMismatchException with every difference
   */
  public static BpfMap openPinned(Syscalls syscalls, Path path, MapSpec wanted)
      throws BpfException, PinMismatchException {
    return require(openPinned(syscalls, path), path, MapDefinition.of(wanted));
  }

  /** The same, with room for however many entries. */
  static BpfMap openPinnedOfAnySize(Syscalls syscalls, Path path, MapSpec wanted)
      throws BpfException, PinMismatchException {
    BpfMap map = openPinned(syscalls, path);
    return require(map, path, MapDefinition.of(wanted).sized(map.definition.maxEntries()));
  }

  private static BpfMap require(BpfMap map, Path path, MapDefinition wanted)
      throws PinMismatchException {
    List<Difference> differences = wanted.differences(map.definition);
    if (!differences.isEmpty()) {
      map.close();
      throw new PinMismatchException(path, differences);
    }
    return map;
  }

  private static BpfMap known(Syscalls syscalls, Fd fd, String what) throws BpfException {
    try {
      MapInfo info = MapInfo.of(syscalls, fd, what);
      return new BpfMap(syscalls, fd, info.name(), info.definition());
    } catch (BpfException e) {
      fd.close();
      throw e;
    }
  }

  /**
   * Asks the kernel about the map.
   *
   * @throws BpfException if the kernel refuses
   */
  public MapInfo info() throws BpfException {
    return MapInfo.of(syscalls(), fd(), toString());
  }

  /**
   * Ends all writing from user space, for good; programs may still write (Linux 5.2, commit
   * 87df15de441b).
   *
   * @throws BpfException if the kernel refuses: EBUSY where the map is mapped writable; EBUSY or
   *     EPERM where it is frozen already
   */
  public void freeze() throws BpfException {
    check(
        "freeze", syscalls().bpf(BpfCommand.MAP_FREEZE, new KernelStruct(4).u32(0, fd().number())));
  }

  /**
   * Returns the entries as typed keys and values. The view ends with the map.
   *
   * @throws IllegalArgumentException if the sizes do not fit, or the map is per CPU
   */
  public <K, V> MapView<K, V> view(Codec<K> keys, Codec<V> values) {
    require(!definition.isPerCpu(), "has a value per CPU: use perCpuView");
    return fitting(keys, values, values);
  }

  /**
   * Returns the entries of a per-CPU map, each with one value for every <i>possible</i> CPU; {@link
   * PerCpuSum} adds counters up. The view ends with the map.
   *
   * @param cpus of the running kernel, which writes that many values whatever we expect
   * @throws IllegalArgumentException if the sizes do not fit, or the map is not per CPU
   */
  public <K, V> MapView<K, List<V>> perCpuView(Codec<K> keys, Codec<V> values, PossibleCpus cpus) {
    require(definition.isPerCpu(), "has no value per CPU: use view");
    return fitting(keys, values, new PerCpuCodec<>(values, cpus));
  }

  private <K, V> MapView<K, V> fitting(Codec<K> keys, Codec<?> one, Codec<V> values) {
    require(definition.hasKnownLayout(), "is of a type newer than this program");
    require(
        keys.size() == definition.keySize(),
        "has keys of " + definition.keySize() + " bytes, the codec makes " + keys.size());
    require(
        one.size() == definition.valueSize(),
        "has values of " + definition.valueSize() + " bytes, the codec makes " + one.size());
    return new MapView<>(this, keys, values);
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(this + " " + otherwise);
    }
  }

  /** Returns what the map was made of. */
  public MapDefinition definition() {
    return definition;
  }

  /** Returns type and name, e.g. {@code LPM_TRIE map ALLOW_V4}. */
  @Override
  public String toString() {
    return definition.typeName() + " map " + name;
  }
}
