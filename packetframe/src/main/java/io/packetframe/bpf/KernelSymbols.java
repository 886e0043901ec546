package io.packetframe.bpf;

import io.packetframe.PacketFrameException;
import io.packetframe.btf.EssentialName;
import io.packetframe.spec.Extern;
import io.packetframe.spec.ObjectSpec;
import io.packetframe.spec.ProgramSpec;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the running kernel has for the externs of an object; looked up when a program needs it. */
final class KernelSymbols implements KernelSymbol.Finder {
  private final Map<String, Extern> externs = new HashMap<>();
  private final KernelFiles files;
  private final KernelTypes types;
  private @Nullable Map<String, Long> addresses;

  KernelSymbols(ObjectSpec object, KernelFiles files, KernelTypes types) {
    this.files = files;
    this.types = types;
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
              variable.type() == 0 ? address(name) : typed(TargetKind.VARIABLE, extern);
          case Extern.KernelFunction _ -> typed(TargetKind.FUNCTION, extern);
          case Extern.ConfigurationValue _ -> new KernelSymbol.Missing();
        };
    if (found instanceof KernelSymbol.Missing && !extern.weak()) {
      throw new LoadException(
          "program " + program.name() + " uses " + name + ": this kernel has none");
    }
    return found;
  }

  private KernelSymbol typed(TargetKind kind, Extern extern) throws PacketFrameException {
    String name = EssentialName.of(extern.name());
    try {
      Optional<AttachTarget> type = types.symbol(kind, name);
      return type.isPresent() ? new KernelSymbol.Typed(type.get()) : new KernelSymbol.Missing();
    } catch (KernelTypesException e) {
      if (extern.weak()) {
        return new KernelSymbol.Missing();
      }
      throw e;
    }
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
