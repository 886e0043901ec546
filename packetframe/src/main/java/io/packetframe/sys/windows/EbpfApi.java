package io.packetframe.sys.windows;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The functions of {@code ebpfapi.dll} that we need.
 *
 * <p>Buffers are direct; their position and limit are ignored, the whole capacity is the memory.
 * Descriptors are above 0. Results are numbers of {@link EbpfResult}.
 */
public interface EbpfApi {
  /**
   * Linux's bpf(2), as far as this library has its commands.
   *
   * @return at least 0, or a negated {@link EbpfErrno}
   */
  int bpf(EbpfCommand command, EbpfAttributes attributes);

  /**
   * Loads a native image, a driver made of programs.
   *
   * @param mapCount a size_t: in, the room in {@code maps}; out, how many there are
   * @param maps room for descriptors
   * @param programCount as {@code mapCount}
   * @param programs room for descriptors
   * @return {@link EbpfResult#NO_MEMORY} too if there is not enough room: the counts say how much
   */
  int loadNative(
      String file,
      ByteBuffer mapCount,
      ByteBuffer maps,
      ByteBuffer programCount,
      ByteBuffer programs);

  /**
   * Describes a map or a program.
   *
   * @param info zeroed, for {@link EbpfMapInfo} or {@link EbpfProgramInfo}
   * @param size a u32: in, the size of {@code info}; out, what was written
   */
  int objectInfo(int fd, ByteBuffer info, ByteBuffer size);

  /**
   * Attaches a program.
   *
   * @param parameters as the hook defines them; null for none
   * @param link an int: out, the descriptor of the link
   */
  int attach(int program, Guid attachType, @Nullable ByteBuffer parameters, ByteBuffer link);

  /** Closes a descriptor. The last one of a link detaches it. */
  int closeFd(int fd);

  /** Returns how many processors per-CPU maps have values for, or a negated {@link EbpfErrno}. */
  int possibleCpus();
}
