package io.packetframe.btf;

import io.packetframe.PacketFrameException;
import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The types of the kernel that a type of the object may mean: those of its kind and name, whatever
 * the flavour of either. Modules are asked only for what the kernel itself does not have.
 */
final class CoreCandidates {
  record Candidate(LazyBtf types, int id) {}

  private final Btf local;
  private final CoreTargets targets;
  private final Map<Integer, List<Candidate>> known = new HashMap<>();

  CoreCandidates(Btf local, CoreTargets targets) {
    this.local = local;
    this.targets = targets;
  }

  List<Candidate> of(int id) throws PacketFrameException {
    List<Candidate> found = known.get(id);
    if (found == null) {
      found = find(local.type(id));
      known.put(id, found);
    }
    return found;
  }

  /** What one relocation found no place in is not asked by the next ones of the same type. */
  void narrow(int id, List<Candidate> matching) {
    known.put(id, matching);
  }

  private List<Candidate> find(BtfType type) throws PacketFrameException {
    List<Candidate> found = find(targets.kernel(), type);
    if (found.isEmpty()) {
      for (LazyBtf module : targets.modules()) {
        found.addAll(find(module, type));
      }
    }
    return found;
  }

  private static List<Candidate> find(LazyBtf types, BtfType type) {
    List<Candidate> found = new ArrayList<>();
    for (int id : types.flavors(EssentialName.of(type.name()))) {
      if (TypeComparison.sameKind(types.type(id), type)) {
        found.add(new Candidate(types, id));
      }
    }
    return found;
  }
}
