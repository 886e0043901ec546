package io.packetframe.sys.linux;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A kernel that answers as a test says. Where the test says nothing, every call succeeds and every
 * object gets a new descriptor; {@link #openDescriptors} tells what was not closed.
 */
public final class ScriptedSyscalls implements Syscalls {
  private final Map<BpfCommand, ToLongFunction<KernelStruct>> bpf = new EnumMap<>(BpfCommand.class);
  private final TreeMap<Long, String> open = new TreeMap<>();
  private final List<BpfCommand> calls = new ArrayList<>();
  private ToLongFunction<KernelStruct> ioctl = _ -> 0;
  private ToLongFunction<ByteBuffer> recv = _ -> 0;
  private ToLongFunction<ByteBuffer> statfs = _ -> 0;
  private ToLongFunction<@Nullable ByteBuffer> prlimit = _ -> 0;
  private long unlink;
  private long readlink;
  private long socket;
  private String pinned = "anon_inode:bpf-map";
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

  public ScriptedSyscalls onUnlink(long answer) {
    unlink = answer;
    return this;
  }

  /** Scripts readlink(2) to fail; else it tells what each descriptor is. */
  public ScriptedSyscalls onReadlink(long answer) {
    readlink = answer;
    return this;
  }

  /** Scripts what BPF_OBJ_GET opens, e.g. {@code anon_inode:bpf-map}. */
  public ScriptedSyscalls pinned(String kind) {
    pinned = kind;
    return this;
  }

  public ScriptedSyscalls onSocket(long answer) {
    socket = answer;
    return this;
  }

  /** Returns the descriptors that were given out and not closed. */
  public List<Long> openDescriptors() {
    return List.copyOf(open.keySet());
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
    String kind =
        switch (command) {
          case MAP_CREATE, MAP_GET_FD_BY_ID -> "anon_inode:bpf-map";
          case PROG_LOAD, PROG_GET_FD_BY_ID -> "anon_inode:bpf-prog";
          case LINK_CREATE -> "anon_inode:bpf_link";
          case OBJ_GET -> pinned;
          case MAP_LOOKUP_ELEM,
              MAP_UPDATE_ELEM,
              MAP_DELETE_ELEM,
              MAP_GET_NEXT_KEY,
              MAP_FREEZE,
              MAP_LOOKUP_BATCH,
              MAP_UPDATE_BATCH,
              MAP_DELETE_BATCH,
              OBJ_PIN,
              PROG_TEST_RUN,
              PROG_GET_NEXT_ID,
              MAP_GET_NEXT_ID,
              OBJ_GET_INFO_BY_FD,
              LINK_GET_NEXT_ID,
              LINK_DETACH,
              NONSENSE ->
              "";
        };
    return kind.isEmpty() || answer < 0 ? answer : newDescriptor(kind);
  }

  @Override
  public long close(int fd) {
    return open.remove((long) fd) != null ? 0 : refusal(Errno.EBADF);
  }

  @Override
  public long socket(int domain, int type, int protocol) {
    return socket < 0 ? socket : newDescriptor("socket:[1]");
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
  public long readlink(ByteBuffer path, ByteBuffer target) {
    if (readlink < 0) {
      return readlink;
    }
    String text = NativeMemory.text(path, 0, path.capacity());
    String kind = open.get(Long.parseLong(text.substring("/proc/self/fd/".length())));
    if (kind == null) {
      return refusal(Errno.ENOENT);
    }
    byte[] bytes = kind.getBytes(StandardCharsets.UTF_8);
    target.put(0, bytes);
    return bytes.length;
  }

  @Override
  public long unlink(ByteBuffer path) {
    return unlink;
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

  private long newDescriptor(String kind) {
    open.put(nextDescriptor, kind);
    return nextDescriptor++;
  }
}
