package io.packetframe.bpf.link;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.sys.linux.Errno;
import java.util.List;
import java.util.Optional;

/**
 * A program as a direct-action filter of clsact. The qdisc is removed with the filter if we made it
 * and no other filter is in it; between the look and the removal another could come, and go with
 * it.
 */
final class ClsactLink implements Link {
  private final Clsact clsact;
  private final TcDirection direction;
  private final String hook;
  private final Optional<String> remark;
  private final boolean isQdiscOurs;
  private final int priority;

  private ClsactLink(
      Clsact clsact,
      TcDirection direction,
      String hook,
      Optional<String> remark,
      boolean isQdiscOurs,
      int priority) {
    this.clsact = clsact;
    this.direction = direction;
    this.hook = hook;
    this.remark = remark;
    this.isQdiscOurs = isQdiscOurs;
    this.priority = priority;
  }

  static ClsactLink attach(
      Program program, int interfaceIndex, TcDirection direction, Optional<String> remark)
      throws BpfException {
    String because = remark.map(why -> " (no " + why + ")").orElse("");
    String hook = "clsact " + direction.word() + " filter to interface " + interfaceIndex + because;
    Clsact clsact = new Clsact(program.syscalls(), interfaceIndex);
    long made = clsact.create();
    if (Errno.isError(made) && made != -Errno.EEXIST.number()) {
      throw new BpfException("attach " + hook + ": make the qdisc", Errno.of(made));
    }
    boolean isQdiscOurs = !Errno.isError(made);
    long priority = clsact.add(direction, program.fd().number(), name(program, isQdiscOurs));
    if (Errno.isError(priority)) {
      removeQdiscIfUnused(clsact, isQdiscOurs);
      throw new BpfException("attach " + hook, Errno.of(priority));
    }
    return new ClsactLink(clsact, direction, hook, remark, isQdiscOurs, (int) priority);
  }

  @Override
  public Way way() {
    return Way.CLSACT;
  }

  @Override
  public Optional<String> remark() {
    return remark;
  }

  @Override
  public void update(Program next) throws BpfException {
    long answer = clsact.replace(direction, priority, next.fd().number(), name(next, isQdiscOurs));
    if (Errno.isError(answer)) {
      throw new BpfException("update " + hook, Errno.of(answer));
    }
  }

  private static String name(Program program, boolean isQdiscOurs) {
    return isQdiscOurs ? program + TcFilter.WITH_QDISC : program.toString();
  }

  @Override
  public void close() {
    // Refused where the interface or the qdisc is gone, and the filter with it.
    long _ = clsact.remove(direction, priority);
    removeQdiscIfUnused(clsact, isQdiscOurs);
  }

  static void removeQdiscIfUnused(Clsact clsact, boolean isOurs) {
    if (!isOurs) {
      return;
    }
    for (TcDirection direction : TcDirection.values()) {
      List<Clsact.Filter> filters = clsact.filters(direction);
      if (!filters.isEmpty()) {
        return;
      }
    }
    long _ = clsact.remove();
  }
}
