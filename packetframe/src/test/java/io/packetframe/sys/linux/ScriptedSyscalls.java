package io.packetframe.sys.linux;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongBinaryOperator;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A kernel that answers as a test says. Where the test says nothing, every call succeeds and every
 * object gets a new descriptor; {@link #openDescriptors} tells what was not closed. Calls may come
 * from several threads.
 */
public final class ScriptedSyscalls implements Syscalls {
  private final Map<BpfCommand, ToLongFunction<KernelStruct>> bpf = new EnumMap<>(BpfCommand.class);
  private final TreeMap<Long, String> open = new TreeMap<>();
  private final List<BpfCommand> calls = new ArrayList<>();
  private ToLongFunction<KernelStruct> ioctl = _ -> 0;
  private ToLongFunction<ByteBuffer> recv = _ -> 0;
  private ToLongFunction<ByteBuffer> send = message -> message.getInt(0);
  private ToLongFunction<ByteBuffer> statfs = _ -> 0;
  private ToLongFunction<@Nullable ByteBuffer> prlimit = _ -> 0;
  private ToLongFunction<KernelStruct> perfEventOpen = _ -> 0;
  private ToLongFunction<Long> mmap = _ -> 0;
  private ToLongFunction<String> write = String::length;
  private LongBinaryOperator numberedIoctl = (_, _) -> 0;
  private final Map<String, ToLongFunction<Integer>> unopened = new HashMap<>();
  private final Map<String, String> files = new HashMap<>();
  private Function<String, @Nullable String> anyFile = _ -> null;
  private final Map<Long, ByteBuffer> mappings = new TreeMap<>();
  private final List<String> written = new ArrayList<>();
  private long epollWait;
  private long epollData;
  private long unlink;
  private long readlink;
  private long socket;
  private long bind;
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

  public ScriptedSyscalls onSend(ToLongFunction<ByteBuffer> answer) {
    send = answer;
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

  public ScriptedSyscalls onBind(long answer) {
    bind = answer;
    return this;
  }

  public ScriptedSyscalls onPerfEventOpen(ToLongFunction<KernelStruct> answer) {
    perfEventOpen = answer;
    return this;
  }

  /** Scripts ioctl(2) with a number; the operands are the request and its argument. */
  public ScriptedSyscalls onNumberedIoctl(LongBinaryOperator answer) {
    numberedIoctl = answer;
    return this;
  }

  /** Scripts mmap(2) to be refused, by the length; else each mapping is zeroed memory. */
  public ScriptedSyscalls onMmap(ToLongFunction<Long> answer) {
    mmap = answer;
    return this;
  }

  /** Scripts write(2), by the text that is written; else it is taken whole. */
  public ScriptedSyscalls onWrite(ToLongFunction<String> answer) {
    write = answer;
    return this;
  }

  /** Scripts how many events epoll_wait(2) tells, all zero. */
  public ScriptedSyscalls onEpollWait(long answer) {
    epollWait = answer;
    return this;
  }

  /** Scripts epoll_wait(2) to tell one event, with the caller's number for it. */
  public ScriptedSyscalls epollTells(long data) {
    epollWait = 1;
    epollData = data;
    return this;
  }

  /** Gives the kernel a file; one that it lacks is ENOENT. */
  public ScriptedSyscalls file(String path, String content) {
    files.put(path, content);
    return this;
  }

  /** Gives the kernel files by a rule; null is one that it lacks. */
  public ScriptedSyscalls onAnyFile(Function<String, @Nullable String> content) {
    anyFile = content;
    return this;
  }

  /** Scripts opening a path, by the flags; 0 or more opens the file. */
  public ScriptedSyscalls onOpen(String path, ToLongFunction<Integer> answer) {
    unopened.put(path, answer);
    return this;
  }

  /** Returns what was written, each as {@code path: text}. */
  public List<String> written() {
    return List.copyOf(written);
  }

  /** Returns the memory of the mappings that were not unmapped, in the order of their address. */
  public List<ByteBuffer> mappings() {
    return List.copyOf(mappings.values());
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
  public synchronized long bpf(BpfCommand command, KernelStruct attr) {
    calls.add(command);
    ToLongFunction<KernelStruct> script = bpf.get(command);
    long answer = script == null ? 0 : script.applyAsLong(attr);
    String kind =
        switch (command) {
          case MAP_CREATE, MAP_GET_FD_BY_ID -> "anon_inode:bpf-map";
          case PROG_LOAD, PROG_GET_FD_BY_ID -> "anon_inode:bpf-prog";
          case LINK_CREATE, LINK_GET_FD_BY_ID -> "anon_inode:bpf_link";
          case BTF_LOAD, BTF_GET_FD_BY_ID -> "anon_inode:btf";
          case RAW_TRACEPOINT_OPEN -> "anon_inode:bpf-raw-tracepoint";
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
              PROG_ATTACH,
              PROG_DETACH,
              LINK_UPDATE,
              PROG_GET_NEXT_ID,
              MAP_GET_NEXT_ID,
              BTF_GET_NEXT_ID,
              OBJ_GET_INFO_BY_FD,
              LINK_GET_NEXT_ID,
              LINK_DETACH,
              NONSENSE ->
              "";
        };
    return kind.isEmpty() || answer < 0 ? answer : newDescriptor(kind);
  }

  @Override
  public synchronized long close(int fd) {
    return open.remove((long) fd) != null ? 0 : refusal(Errno.EBADF);
  }

  @Override
  public synchronized long duplicate(int fd) {
    String kind = open.get((long) fd);
    return kind == null ? refusal(Errno.EBADF) : newDescriptor(kind);
  }

  @Override
  public synchronized long socket(int domain, int type, int protocol) {
    return socket < 0 ? socket : newDescriptor("socket:[1]");
  }

  @Override
  public synchronized long bind(int fd, ByteBuffer address) {
    return open.containsKey((long) fd) ? bind : refusal(Errno.EBADF);
  }

  @Override
  public synchronized long ioctl(int fd, int request, KernelStruct argument) {
    return ioctl.applyAsLong(argument);
  }

  @Override
  public synchronized long send(int fd, ByteBuffer message, int length) {
    return send.applyAsLong(message);
  }

  @Override
  public synchronized long recv(int fd, ByteBuffer message, int flags) {
    return recv.applyAsLong(message);
  }

  @Override
  public synchronized long prlimit(
      int resource, @Nullable ByteBuffer newLimit, @Nullable ByteBuffer oldLimit) {
    // Only a call that sets something can be refused for lack of privilege.
    return newLimit == null ? 0 : prlimit.applyAsLong(oldLimit);
  }

  @Override
  public synchronized long readlink(ByteBuffer path, ByteBuffer target) {
    if (readlink < 0) {
      return readlink;
    }
    String text = NativeMemory.text(path, 0, path.capacity());
    if (!text.startsWith("/proc/self/fd/")) {
      // What is there is no link.
      return refusal(Errno.EINVAL);
    }
    String kind = open.get(Long.parseLong(text.substring("/proc/self/fd/".length())));
    if (kind == null) {
      return refusal(Errno.ENOENT);
    }
    byte[] bytes = kind.getBytes(StandardCharsets.UTF_8);
    target.put(0, bytes);
    return bytes.length;
  }

  @Override
  public synchronized long unlink(ByteBuffer path) {
    return unlink;
  }

  @Override
  public synchronized long statfs(ByteBuffer path, ByteBuffer statfs) {
    return this.statfs.applyAsLong(statfs);
  }

  @Override
  public synchronized long uname(ByteBuffer utsname) {
    // Five other names of 65 bytes each stand around the release.
    utsname.put(130, "6.12.0-scripted".getBytes(StandardCharsets.UTF_8));
    return 0;
  }

  @Override
  public synchronized long ioctl(int fd, int request, long argument) {
    return open.containsKey((long) fd)
        ? numberedIoctl.applyAsLong(Integer.toUnsignedLong(request), argument)
        : refusal(Errno.EBADF);
  }

  @Override
  public synchronized long open(ByteBuffer path, int flags) {
    String name = NativeMemory.text(path, 0, path.capacity());
    ToLongFunction<Integer> script = unopened.get(name);
    if (script == null && content(name) == null) {
      return refusal(Errno.ENOENT);
    }
    long answer = script == null ? 0 : script.applyAsLong(flags);
    return answer < 0 ? answer : newDescriptor(name);
  }

  @Override
  public synchronized long read(int fd, ByteBuffer memory) {
    String name = open.get((long) fd);
    String content = name == null ? null : content(name);
    if (content == null) {
      return refusal(Errno.EBADF);
    }
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(bytes.length, memory.capacity());
    memory.put(0, bytes, 0, length);
    return length;
  }

  @Override
  public synchronized long write(int fd, ByteBuffer memory, int length) {
    String text = NativeMemory.text(memory, 0, length);
    written.add(open.get((long) fd) + ": " + text);
    return write.applyAsLong(text);
  }

  @Override
  public synchronized long mmap(long length, int protection, int flags, int fd, long offset) {
    long answer = mmap.applyAsLong(length);
    if (answer < 0) {
      return answer;
    }
    ByteBuffer memory = NativeMemory.allocate((int) length);
    long address = MemorySegment.ofBuffer(memory).address();
    mappings.put(address, memory);
    return address;
  }

  @Override
  public synchronized long munmap(long address, long length) {
    return mappings.remove(address) != null ? 0 : refusal(Errno.EINVAL);
  }

  @Override
  public synchronized long epollCreate(int flags) {
    return newDescriptor("anon_inode:[eventpoll]");
  }

  @Override
  public synchronized long epollControl(int epoll, int operation, int fd, KernelStruct event) {
    return open.containsKey((long) fd) ? 0 : refusal(Errno.EBADF);
  }

  @Override
  public synchronized long epollWait(
      int epoll, ByteBuffer events, int maxEvents, int timeoutMillis) {
    if (epollWait == 1) {
      int packed = System.getProperty("os.arch").equals("amd64") ? 4 : 8;
      events.putLong(packed, epollData);
    }
    return epollWait;
  }

  @Override
  public synchronized long eventfd(int initial, int flags) {
    return newDescriptor("anon_inode:[eventfd]");
  }

  @Override
  public synchronized long perfEventOpen(
      KernelStruct attr, int process, int cpu, int group, int flags) {
    long answer = perfEventOpen.applyAsLong(attr);
    return answer < 0 ? answer : newDescriptor("anon_inode:[perf_event]");
  }

  private @Nullable String content(String path) {
    String content = files.get(path);
    return content != null ? content : anyFile.apply(path);
  }

  private long newDescriptor(String kind) {
    open.put(nextDescriptor, kind);
    return nextDescriptor++;
  }
}
