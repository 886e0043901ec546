package io.packetframe.bpf;

import io.packetframe.PacketFrameException;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.sys.linux.Syscalls;
import java.util.Map;
import java.util.Optional;

/**
 * All that the kernel holds for us of one object file: its maps, filled and pinned as it says, and
 * its programs, loaded and not yet attached. It owns them: they are closed with it, programs first.
 *
 * <p>Not safe for use by several threads.
 */
public final class BpfObject implements AutoCloseable {
  private final LoadedObjects loaded;

  private BpfObject(LoadedObjects loaded) {
    this.loaded = loaded;
  }

  /**
   * Loads an object. When it fails, whatever was made before is gone: only a pin that was there
   * stays.
   *
   * @throws BpfException if the kernel refuses a step; it names the map or program
   * @throws PinMismatchException if a map is pinned under the name of one of the object's and is
   *     another
   * @throws LoadException if the object cannot be loaded as it is, or as the options say
   * @throws KernelTypesException if a program needs types of the kernel that are not there
   * @throws io.packetframe.btf.CoreException if a program cannot be fitted to the kernel's types
   * @throws PacketFrameException only one of those
   */
  public static BpfObject load(Syscalls syscalls, ObjectSpec object, LoadOptions options)
      throws PacketFrameException {
    LoadedObjects loaded = new LoadedObjects();
    try {
      new ObjectLoader(syscalls, object, options, loaded).load();
      BpfObject done = new BpfObject(loaded);
      loaded = null;
      return done;
    } finally {
      if (loaded != null) {
        loaded.close();
      }
    }
  }

  /** Returns the loaded programs by their names, in the order of the object. */
  public Map<String, Program> programs() {
    return loaded.programs();
  }

  /**
   * Returns what the verifier counted while it looked at each program, by its name: all empty
   * unless {@link LoadOptions#withStatistics} asked for it.
   */
  public Map<String, VerifierStatistics> statistics() {
    return loaded.statistics();
  }

  /** Returns the maps by their names in the object, in its order. */
  public Map<String, BpfMap> maps() {
    return loaded.maps();
  }

  /**
   * Returns the program of that name.
   *
   * @throws IllegalArgumentException if there is none, or it was not loaded
   */
  public Program program(String name) {
    return Optional.ofNullable(programs().get(name))
        .orElseThrow(() -> new IllegalArgumentException("no program " + name + " was loaded"));
  }

  /**
   * Returns the map of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public BpfMap map(String name) {
    return Optional.ofNullable(maps().get(name))
        .orElseThrow(() -> new IllegalArgumentException("the object has no map " + name));
  }

  /** Returns the global variables by their names; those of static ones only where no two agree. */
  public Map<String, Variable> variables() {
    return loaded.variables();
  }

  /**
   * Returns the global variable of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Variable variable(String name) {
    return Optional.ofNullable(variables().get(name))
        .orElseThrow(() -> new IllegalArgumentException("the object has no variable " + name));
  }

  /** Closes the programs, then the maps. What is attached or pinned stays where it is. */
  @Override
  public void close() {
    loaded.close();
  }
}
