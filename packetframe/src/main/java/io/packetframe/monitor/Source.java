package io.packetframe.monitor;

import io.packetframe.monitor.filter.FilterProgram;
import io.packetframe.spec.ObjectSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** What a monitor is made of. */
public sealed interface Source {
  /**
   * BPF programs with their maps. Values are the members of structs of {@code __u64} in per-CPU
   * arrays with one entry; {@code bpf/src/include/monitor.h} says what their names mean.
   *
   * @param name of the object, for people
   * @param variables what to set constants of the object to
   */
  record Programs(String name, ObjectSpec object, Map<String, Long> variables) implements Source {
    public Programs {
      Objects.requireNonNull(name);
      variables = Map.copyOf(variables);
    }
  }

  /**
   * A filter of classic BPF: the frames that it takes are counted, as {@code packets} and {@code
   * bytes}. It is written for the kind of link layer of the interface that it is attached to.
   *
   * @param name for people
   */
  record Filter(String name, FilterProgram program) implements Source {
    public Filter {
      Objects.requireNonNull(name);
      Objects.requireNonNull(program);
    }
  }

  /**
   * A native image of eBPF for Windows: programs made into a driver, {@code .sys}. Values are its
   * maps; {@code docs/monitors.md} says what their names mean.
   */
  record NativeImage(Path file) implements Source {
    public NativeImage {
      if (!file.isAbsolute()) {
        throw new IllegalArgumentException("a native image needs an absolute path: " + file);
      }
    }
  }
}
