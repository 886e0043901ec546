package io.packetframe.verifier.run;

import io.packetframe.record.KernelRecord;
import io.packetframe.verifier.kernel.Kernel;
import io.packetframe.verifier.kernel.KernelPackage;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a record says of a kernel. */
final class KernelFacts {
  private KernelFacts() {}

  /**
   * Takes the named options from the text of a kernel's configuration.
   *
   * @param btf whether the guest saw the kernel's types; believed where nothing else is known
   */
  static KernelRecord of(Kernel kernel, boolean btf, String configuration, List<String> options) {
    SortedMap<String, String> packages = new TreeMap<>();
    for (KernelPackage it : kernel.packages()) {
      packages.put(it.name(), it.version());
    }
    return new KernelRecord(
        kernel.id().text(),
        kernel.architecture().toString(),
        kernel.release(),
        packages,
        kernel.unlocked().isEmpty(),
        kernel.btf().orElse(btf),
        options(configuration, options));
  }

  static SortedMap<String, String> options(String configuration, List<String> wanted) {
    SortedMap<String, String> options = new TreeMap<>();
    for (String option : wanted) {
      options.put(option, "n");
    }
    for (String line : configuration.lines().toList()) {
      int equals = line.indexOf('=');
      if (equals > 0 && options.containsKey(line.substring(0, equals))) {
        options.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return options;
  }
}
