package io.packetframe.host.linux;

import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.NetlinkDump;
import io.packetframe.sys.linux.NetlinkMessage;
import io.packetframe.sys.linux.NetlinkReply;
import io.packetframe.sys.linux.Syscalls;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Asks netlink, again where what it tells changed meanwhile. */
final class NetlinkReader {
  /** A host where this many answers in a row are overtaken by changes does not come to rest. */
  private static final int ATTEMPTS = 20;

  /** The kernel lacks the question: an older one, or one built without the protocol. */
  private static final Set<Errno> NO_SUCH_QUESTION =
      Set.of(Errno.ENOENT, Errno.EOPNOTSUPP, Errno.EPROTONOSUPPORT, Errno.EAFNOSUPPORT);

  /** A signal of the JVM, or no memory for the next part of the answer. */
  private static final Set<Errno> TRY_AGAIN = Set.of(Errno.EINTR, Errno.EAGAIN, Errno.ENOBUFS);

  private final Syscalls syscalls;

  NetlinkReader(Syscalls syscalls) {
    this.syscalls = syscalls;
  }

  /**
   * Asks until an answer is whole.
   *
   * @param name of the question, for the operator
   */
  Reading<List<NetlinkReply>> ask(String name, int protocol, Supplier<NetlinkMessage> request) {
    String last = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      NetlinkDump.Answer answer = NetlinkDump.of(syscalls, protocol, request.get());
      switch (answer) {
        case NetlinkDump.Complete complete -> {
          return new Reading.Present<>(complete.messages());
        }
        case NetlinkDump.Interrupted _ -> last = "it keeps changing while it is read";
        case NetlinkDump.Malformed malformed -> {
          return new Reading.Unreadable<>(
              name, "malformed answer: expected " + malformed.expected());
        }
        case NetlinkDump.Refused refused -> {
          if (NO_SUCH_QUESTION.contains(refused.errno())) {
            return new Reading.Absent<>(name);
          }
          if (!TRY_AGAIN.contains(refused.errno())) {
            return new Reading.Unreadable<>(name, refused.errno().toString());
          }
          last = refused.errno().toString();
        }
      }
    }
    return new Reading.Unreadable<>(name, last);
  }

  /** As {@link #ask}, where a kernel may lack the question: then there is nothing to tell. */
  Reading<List<NetlinkReply>> askOptional(
      String name, int protocol, Supplier<NetlinkMessage> request) {
    Reading<List<NetlinkReply>> answer = ask(name, protocol, request);
    return answer instanceof Reading.Absent ? new Reading.Present<>(List.of()) : answer;
  }

  /** As {@link #askOptional}, where other refusals too say that there is no such question. */
  Reading<List<NetlinkReply>> askOptional(
      String name, int protocol, Supplier<NetlinkMessage> request, Set<Errno> absent) {
    Reading<List<NetlinkReply>> answer = askOptional(name, protocol, request);
    boolean noSuchQuestion =
        answer instanceof Reading.Unreadable<?>(String _, String reason)
            && absent.stream().map(Errno::toString).anyMatch(reason::equals);
    return noSuchQuestion ? new Reading.Present<>(List.of()) : answer;
  }

  /** Returns that a message is not what the kernel should have sent. */
  static <T> Reading<T> malformed(String name, String what) {
    return new Reading.Unreadable<>(name, "malformed " + what);
  }
}
