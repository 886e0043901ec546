package io.packetframe.sys.bsd;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import io.packetframe.PacketFrameException;
import java.nio.ByteBuffer;

/** The calls of a C library, or of one that exports the same four functions. */
public final class JnaBsdCalls implements BsdCalls {
  /** O_RDONLY | O_NONBLOCK: 0 and 4 on every BSD and macOS. */
  private static final int READ_WITHOUT_WAITING = 4;

  /**
   * The functions as the headers declare them. ioctl is variadic, and has to be so here: on arm64
   * Apple passes what follows the dots on the stack, and all else in registers.
   */
  interface Functions extends Library {
    int open(String path, int flags);

    int ioctl(int fd, NativeLong request, Object... argument);

    NativeLong read(int fd, ByteBuffer memory, NativeLong size);

    int close(int fd);
  }

  private final Functions functions;

  private JnaBsdCalls(Functions functions) {
    this.functions = functions;
  }

  /**
   * Loads the C library of this host.
   *
   * @throws PacketFrameException if this Java has no way to call it
   */
  public static JnaBsdCalls ofThisHost() throws PacketFrameException {
    try {
      return of(Platform.C_LIBRARY_NAME);
    } catch (LinkageError e) {
      // Where JNA has no part for a system it goes on with the whole class path.
      String why = String.valueOf(e.getMessage()).replaceFirst("(?s) in resource path .*", "");
      throw new PacketFrameException(
          "the C library of this host cannot be called: " + why, null, e);
    }
  }

  /**
   * Loads a library.
   *
   * @param library its name, or an absolute path
   * @throws LinkageError if there is none, or JNA has no native part for this system
   */
  public static JnaBsdCalls of(String library) {
    return new JnaBsdCalls(Native.load(library, Functions.class));
  }

  @Override
  public long open(String path) {
    return answer(functions.open(path, READ_WITHOUT_WAITING));
  }

  @Override
  public long ioctl(int fd, int request, ByteBuffer argument) {
    NativeLong number = new NativeLong(Integer.toUnsignedLong(request));
    return answer(functions.ioctl(fd, number, argument.duplicate().clear()));
  }

  @Override
  public long read(int fd, ByteBuffer memory) {
    NativeLong size = new NativeLong(memory.capacity());
    return answer(functions.read(fd, memory.duplicate().clear(), size).longValue());
  }

  @Override
  public long close(int fd) {
    return answer(functions.close(fd));
  }

  /** JNA saves errno for each thread right after the call. */
  private static long answer(long returned) {
    return returned < 0 ? -(long) Native.getLastError() : returned;
  }
}
