package io.packetframe.daemon;

import io.packetframe.Printable;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.Reading;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Optional;

/** Whether a daemon lives. In doubt nobody acts: what it holds would stay attached. */
public sealed interface Presence {
  /** It lives. */
  record Running(long pid) implements Presence {}

  /** There is none; {@code why} we are sure. */
  record Gone(String why) implements Presence {}

  /** It cannot be said; {@code why} not. */
  record Unknown(String why) implements Presence {}

  /** Finds out, from the state files and the processes of the host. */
  static Presence of(StateDirectory directory, HostFiles files) {
    try {
      Optional<String> identity = directory.read(StateFiles.IDENTITY);
      Presence recorded =
          identity.isPresent()
              ? byIdentity(identity.get(), files)
              : byNumber(directory.read(StateFiles.PID), files);
      return recorded instanceof Gone && isLocked(directory)
          ? new Unknown("another packetframe is at work in " + directory.path())
          : recorded;
    } catch (StateException e) {
      return new Unknown(e.getMessage());
    }
  }

  private static boolean isLocked(StateDirectory directory) throws StateException {
    if (directory.read(StateFiles.LOCK).isEmpty()) {
      return false;
    }
    Optional<FileChannel> lock = directory.lock(StateFiles.LOCK, Duration.ZERO);
    StateFiles.release(lock);
    return lock.isEmpty();
  }

  private static Presence byIdentity(String text, HostFiles files) {
    Optional<ProcessIdentity> recorded = ProcessIdentity.parse(text);
    if (recorded.isEmpty()) {
      return new Unknown(StateFiles.IDENTITY + " is not whole: " + Printable.escaped(text, 80));
    }
    long pid = recorded.get().pid();
    Reading<ProcessIdentity> running = ProcessIdentity.of(files, pid);
    if (running instanceof Reading.Absent) {
      return new Gone("process " + pid + " has ended");
    }
    if (running.optional().isEmpty()) {
      return new Unknown(running.problem().orElse("process " + pid));
    }
    return running.optional().get().equals(recorded.get())
        ? new Running(pid)
        : new Gone("process " + pid + " is another one now");
  }

  /** Between its two files a daemon has written only its number. */
  private static Presence byNumber(Optional<String> text, HostFiles files) {
    if (text.isEmpty()) {
      return new Gone("no daemon has left a record");
    }
    Optional<Long> pid = ProcessIdentity.number(text.get().strip());
    if (pid.isEmpty()) {
      return new Unknown(StateFiles.PID + " holds no number: " + Printable.escaped(text.get(), 80));
    }
    return ProcessIdentity.of(files, pid.get()) instanceof Reading.Absent
        ? new Gone("process " + pid.get() + " has ended")
        : new Unknown(
            StateFiles.PID
                + " names process "
                + pid.get()
                + ", and "
                + StateFiles.IDENTITY
                + " does not say when it started");
  }
}
