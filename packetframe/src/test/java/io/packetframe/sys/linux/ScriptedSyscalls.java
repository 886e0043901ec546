package io.packetframe.sys.linux;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A kernel that answers as a test says. Where the test says nothing, every call succeeds and every
 * object gets a new descriptor; {@link #openDescriptors} tells what was not closed.
 */
public final class ScriptedSyscalls implements Syscalls {
  private final Map<BpfCommand, ToLongFunction<KernelStruct>> bpf = new EnumMap<>(BpfCommand.class);
  private final TreeSet<Long> open = new TreeSet<>();
  private final List<BpfCommand> calls = new ArrayList<>();
  private ToLongFunction<KernelStruct> ioctl = _ -> 0;
  private ToLongFunction<ByteBuffer> recv = _ -> 0;
  private ToLongFunction<ByteBuffer> statfs = _ -> 0;
  private ToLongFunction<@Nullable ByteBuffer> prlimit = _ -> 0;
  private long socket;
  private long nextDescriptor = 3;

  /** Returns the answer of a kernel that refuses. */
  public static long refusal(Errno errno) {
    return -errno.number();
  }

  /** Scripts a command of bpf(2); 0 or more from a creating command becomes a new descriptor. */
  public ScriptedSyscalls onBpf(BpfCommand command, ToLongFunction<KernelStruct> answer) {
    bpf.put(command, answer);
    return this;
  }

  /** Scripts every command of bpf(2) to be refused. */
  public ScriptedSyscalls refusingBpf(Errno errno) {
    for (BpfCommand command : BpfCommand.values()) {
      onBpf(command, _ -> refusal(errno));
    }
    return this;
  }

  public ScriptedSyscalls onIoctl(ToLongFunction<KernelStruct> answer) {
    ioctl = answer;
    return this;
  }

  public ScriptedSyscalls onRecv(ToLongFunction<ByteBuffer> answer) {
    recv = answer;
    return this;
  }

  public ScriptedSyscalls onStatfs(ToLongFunction<ByteBuffer> answer) {
    statfs = answer;
    return this;
  }

  /** Scripts prlimit(2); the argument is the memory for the old limit. */
  public ScriptedSyscalls onPrlimit(ToLongFunction<@Nullable ByteBuffer> answer) {
    prlimit = answer;
    return this;
  }

  public ScriptedSyscalls onSocket(long answer) {
    socket = answer;
    return this;
  }

  /** Returns the descriptors that were given out and not closed. */
  public List<Long> openDescriptors() {
    return List.copyOf(open);
  }

  /** Returns the commands of bpf(2) so far. */
  public List<BpfCommand> calls() {
    return List.copyOf(calls);
  }

  @Override
  public long bpf(BpfCommand command, KernelStruct attr) {
    calls.add(command);
    ToLongFunction<KernelStruct> script = bpf.get(command);
    long answer = script == null ? 0 : script.applyAsLong(attr);
    boolean creates =
        switch (command) {
          case MAP_CREATE, PROG_LOAD, LINK_CREATE, PROG_GET_FD_BY_ID -> true;
          case PROG_GET_NEXT_ID,
              MAP_GET_NEXT_ID,
              OBJ_GET_INFO_BY_FD,
              LINK_GET_NEXT_ID,
              LINK_DETACH,
              NONSENSE ->
              false;
        };
    return creates && answer >= 0 ? newDescriptor() : answer;
  }

  @Override
  public long close(int fd) {
    return open.remove((long) fd) ? 0 : refusal(Errno.EBADF);
  }

  @Override
  public long socket(int domain, int type, int protocol) {
    return socket < 0 ? socket : newDescriptor();
  }

  @Override
  public long ioctl(int fd, int request, KernelStruct argument) {
    return ioctl.applyAsLong(argument);
  }

  @Override
  public long send(int fd, ByteBuffer message, int length) {
    return length;
  }

  @Override
  public long recv(int fd, ByteBuffer message, int flags) {
    return recv.applyAsLong(message);
  }

  @Override
  public long prlimit(int resource, @Nullable ByteBuffer newLimit, @Nullable ByteBuffer oldLimit) {
    // Only a call that sets something can be refused for lack of privilege.
    return newLimit == null ? 0 : prlimit.applyAsLong(oldLimit);
  }

  @Override
  public long statfs(ByteBuffer path, ByteBuffer statfs) {
    return this.statfs.applyAsLong(statfs);
  }

  @Override
  public long uname(ByteBuffer utsname) {
    // Five other names of 65 bytes each stand around the release.
    utsname.put(130, "6.12.0-scripted".getBytes(StandardCharsets.UTF_8));
    return 0;
  }

  private long newDescriptor() {
    open.add(nextDescriptor);
    return nextDescriptor++;
  }
}
