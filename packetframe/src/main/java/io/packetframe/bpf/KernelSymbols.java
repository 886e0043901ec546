package io.packetframe.bpf;

import io.packetframe.PacketFrameException;
import io.packetframe.spec.Extern;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.spec.ProgramSpec;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the running kernel has for the externs of an object; looked up when a program needs it. */
final class KernelSymbols implements KernelSymbol.Finder {
  private final Map<String, Extern> externs = new HashMap<>();
  private final KernelFiles files;
  private @Nullable Map<String, Long> addresses;

  KernelSymbols(ObjectSpec object, KernelFiles files) {
    this.files = files;
    for (Extern extern : object.externs()) {
      externs.put(extern.name(), extern);
    }
  }

  @Override
  public KernelSymbol find(ProgramSpec program, String name) throws PacketFrameException {
    Extern extern = externs.get(name);
    if (extern == null) {
      throw new LoadException(
          "program " + program.name() + " uses " + name + ", which the object does not declare");
    }
    KernelSymbol found =
        switch (extern) {
          case Extern.KernelVariable variable ->
              variable.type() == 0 ? address(name) : refused(extern);
          case Extern.KernelFunction _ -> refused(extern);
          case Extern.ConfigurationValue _ -> new KernelSymbol.Missing();
        };
    if (found instanceof KernelSymbol.Missing && !extern.weak()) {
      throw new LoadException(
          "program " + program.name() + " uses " + name + ": this kernel has none");
    }
    return found;
  }

  private static KernelSymbol refused(Extern extern) throws LoadException {
    throw new LoadException("extern " + extern.name() + " has a type: not supported yet");
  }

  private KernelSymbol address(String name) throws LoadException {
    if (addresses == null) {
      Set<String> untyped = new HashSet<>();
      for (Extern extern : externs.values()) {
        if (extern instanceof Extern.KernelVariable variable && variable.type() == 0) {
          untyped.add(variable.name());
        }
      }
      try {
        addresses = files.addresses(untyped);
      } catch (IOException e) {
        throw new LoadException("look for symbols of the kernel: " + e.getMessage());
      }
    }
    Long address = addresses.get(name);
    return address == null ? new KernelSymbol.Missing() : new KernelSymbol.Address(address);
  }
}
