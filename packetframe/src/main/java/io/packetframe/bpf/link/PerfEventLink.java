package io.packetframe.bpf.link;

import io.packetframe.bpf.Program;
import io.packetframe.sys.linux.Fd;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A program on a perf event by ioctl: it goes with the event's descriptor. */
final class PerfEventLink implements Link {
  private final Fd event;
  private final String hook;
  private final Optional<String> remark;
  private final @Nullable TracefsKprobe probe;

  PerfEventLink(Fd event, String hook, Optional<String> remark) {
    this(event, hook, remark, null);
  }

  private PerfEventLink(
      Fd event, String hook, Optional<String> remark, @Nullable TracefsKprobe probe) {
    this.event = event;
    this.hook = hook;
    this.remark = remark;
    this.probe = probe;
  }

  /** Returns the link as one that also takes the probe's entry away when it is closed. */
  PerfEventLink on(TracefsKprobe entry, Optional<String> why) {
    return new PerfEventLink(event, hook, why, entry);
  }

  @Override
  public Way way() {
    return probe == null ? Way.PERF_IOCTL : Way.TRACEFS;
  }

  @Override
  public Optional<String> remark() {
    return remark;
  }

  @Override
  public void update(Program next) {
    throw new UnsupportedOperationException(
        hook + " cannot change its program: attach the other one, then close this link");
  }

  @Override
  public void close() {
    event.close();
    if (probe != null) {
      probe.remove();
    }
  }
}
