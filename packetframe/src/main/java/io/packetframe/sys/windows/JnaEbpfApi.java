package io.packetframe.sys.windows;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import io.packetframe.PacketFrameException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The library itself, or one that exports the same functions. */
public final class JnaEbpfApi implements EbpfApi {
  private final Function bpf;
  private final Function loadNative;
  private final Function objectInfo;
  private final Function attach;
  private final Function closeFd;
  private final Function possibleCpus;

  private JnaEbpfApi(NativeLibrary library) throws PacketFrameException {
    this.bpf = function(library, "bpf");
    this.loadNative = function(library, "ebpf_object_load_native_by_fds");
    this.objectInfo = function(library, "ebpf_object_get_info_by_fd");
    this.attach = function(library, "ebpf_program_attach_by_fds");
    this.closeFd = function(library, "ebpf_close_fd");
    this.possibleCpus = function(library, "libbpf_num_possible_cpus");
  }

  private static Function function(NativeLibrary library, String name) throws PacketFrameException {
    try {
      return library.getFunction(name);
    } catch (UnsatisfiedLinkError e) {
      throw new PacketFrameException(
          "the library " + library.getFile() + " has no function " + name,
          "install version 1.0.0-rc1 of eBPF for Windows, or newer",
          e);
    }
  }

  /**
   * Loads the library of this host: from where it is installed, else from where Windows looks.
   *
   * @throws PacketFrameException if it is not there, or lacks a function
   */
  public static JnaEbpfApi ofThisHost() throws PacketFrameException {
    String programs = System.getenv("ProgramFiles");
    if (programs != null) {
      Path installed = Path.of(programs, "ebpf-for-windows", "ebpfapi.dll");
      if (Files.isRegularFile(installed)) {
        return of(installed.toString());
      }
    }
    return of("ebpfapi");
  }

  /**
   * Loads a library.
   *
   * @param library its name, or an absolute path
   * @throws PacketFrameException if it is not there, or lacks a function
   */
  public static JnaEbpfApi of(String library) throws PacketFrameException {
    NativeLibrary loaded;
    try {
      loaded = NativeLibrary.getInstance(library);
    } catch (LinkageError e) {
      throw new PacketFrameException(
          "eBPF for Windows is not there: its library " + library + " cannot be loaded",
          "install it from its releases (github.com/microsoft/ebpf-for-windows)",
          e);
    }
    return new JnaEbpfApi(loaded);
  }

  @Override
  public int bpf(EbpfCommand command, EbpfAttributes attributes) {
    ByteBuffer memory = attributes.memory();
    try {
      return call(bpf, command.number(), memory, memory.capacity());
    } finally {
      Reference.reachabilityFence(attributes);
    }
  }

  @Override
  public int loadNative(
      String file,
      ByteBuffer mapCount,
      ByteBuffer maps,
      ByteBuffer programCount,
      ByteBuffer programs) {
    byte[] name = file.getBytes(StandardCharsets.UTF_8);
    ByteBuffer text = EbpfAttributes.memory(name.length + 1).put(0, name);
    return call(
        loadNative, text, whole(mapCount), whole(maps), whole(programCount), whole(programs));
  }

  @Override
  public int objectInfo(int fd, ByteBuffer info, ByteBuffer size) {
    return call(objectInfo, fd, whole(info), whole(size), null);
  }

  @Override
  public int attach(
      int program, Guid attachType, @Nullable ByteBuffer parameters, ByteBuffer link) {
    ByteBuffer type = EbpfAttributes.memory(Guid.SIZE).put(0, attachType.bytes());
    return parameters == null
        ? call(attach, program, type, null, 0L, whole(link))
        : call(attach, program, type, whole(parameters), (long) parameters.capacity(), whole(link));
  }

  @Override
  public int closeFd(int fd) {
    return call(closeFd, fd);
  }

  @Override
  public int possibleCpus() {
    return call(possibleCpus);
  }

  private static int call(Function function, @Nullable Object... arguments) {
    return function.invokeInt(arguments);
  }

  private static ByteBuffer whole(ByteBuffer memory) {
    return memory.duplicate().clear();
  }
}
