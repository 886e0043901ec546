package io.packetframe.sys.windows;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import io.packetframe.PacketFrameException;
import io.packetframe.sys.LinkFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The calls of Windows' libraries, or of ones that export the same functions. */
public final class JnaWindowsCalls implements WindowsCalls {
  static final int SHARE_READ_AND_WRITE = 3;
  static final int OPEN_EXISTING = 3;
  static final int PRESENT = 2;
  static final int ANY_TYPE = 0xffff;

  /** Not a handle; also what INVALID_HANDLE_VALUE is. */
  private static final long INVALID = -1;

  /** HKEY_LOCAL_MACHINE: a 32-bit number, extended with its sign. */
  private static final Pointer LOCAL_MACHINE = Pointer.createConstant(0xffff_ffff_8000_0002L);

  /** Of kernel32. Texts are UTF-16LE, which JNA would write as this host's wide characters. */
  interface Kernel extends Library {
    Pointer CreateFileW(
        byte[] path,
        int access,
        int share,
        @Nullable Pointer security,
        int disposition,
        int flags,
        @Nullable Pointer template);

    int DeviceIoControl(
        Pointer handle,
        int code,
        ByteBuffer question,
        int questionBytes,
        ByteBuffer answer,
        int answerBytes,
        IntByReference returned,
        @Nullable Pointer overlapped);

    int CloseHandle(Pointer handle);
  }

  /** Of setupapi. */
  interface Setup extends Library {
    Pointer SetupDiGetClassDevsW(
        ByteBuffer classGuid, @Nullable Pointer enumerator, @Nullable Pointer window, int flags);

    int SetupDiEnumDeviceInfo(Pointer list, int index, ByteBuffer information);

    int SetupDiGetDeviceRegistryPropertyW(
        Pointer list,
        ByteBuffer information,
        int property,
        IntByReference type,
        ByteBuffer answer,
        int answerBytes,
        IntByReference needed);

    int SetupDiDestroyDeviceInfoList(Pointer list);
  }

  /** Of advapi32. */
  interface Registry extends Library {
    int RegGetValueW(
        Pointer root,
        byte[] key,
        byte[] name,
        int types,
        IntByReference type,
        ByteBuffer answer,
        IntByReference bytes);
  }

  private final Kernel kernel;
  private final Setup setup;
  private final Registry registry;

  private JnaWindowsCalls(Kernel kernel, Setup setup, Registry registry) {
    this.kernel = kernel;
    this.setup = setup;
    this.registry = registry;
  }

  /**
   * Loads Windows' libraries.
   *
   * @throws PacketFrameException if this Java has no way to call them
   */
  public static JnaWindowsCalls ofThisHost() throws PacketFrameException {
    try {
      return of("kernel32", "setupapi", "advapi32");
    } catch (LinkageError e) {
      throw new PacketFrameException(
          "Windows' libraries cannot be called: " + LinkFailure.sentence(e), null, e);
    }
  }

  /**
   * Loads libraries.
   *
   * @throws LinkageError if one is missing, or JNA has no native part for this system
   */
  public static JnaWindowsCalls of(String kernel, String setup, String registry) {
    return new JnaWindowsCalls(
        Native.load(kernel, Kernel.class),
        Native.load(setup, Setup.class),
        Native.load(registry, Registry.class));
  }

  @Override
  public long open(String path) {
    return handle(
        kernel.CreateFileW(wide(path), 0, SHARE_READ_AND_WRITE, null, OPEN_EXISTING, 0, null));
  }

  @Override
  public long control(long handle, int code, ByteBuffer question, ByteBuffer answer) {
    IntByReference returned = new IntByReference();
    return success(
            kernel.DeviceIoControl(
                new Pointer(handle),
                code,
                whole(question),
                question.capacity(),
                whole(answer),
                answer.capacity(),
                returned,
                null))
        .orElse(returned.getValue());
  }

  @Override
  public long close(long handle) {
    return success(kernel.CloseHandle(new Pointer(handle))).orElse(0);
  }

  @Override
  public long presentDevices(ByteBuffer classGuid) {
    return handle(setup.SetupDiGetClassDevsW(whole(classGuid), null, null, PRESENT));
  }

  @Override
  public long device(long list, int index, ByteBuffer information) {
    return success(setup.SetupDiEnumDeviceInfo(new Pointer(list), index, whole(information)))
        .orElse(0);
  }

  @Override
  public long property(long list, ByteBuffer information, int property, ByteBuffer answer) {
    IntByReference needed = new IntByReference();
    return success(
            setup.SetupDiGetDeviceRegistryPropertyW(
                new Pointer(list),
                whole(information),
                property,
                new IntByReference(),
                whole(answer),
                answer.capacity(),
                needed))
        .orElse(needed.getValue());
  }

  @Override
  public long closeDevices(long list) {
    return success(setup.SetupDiDestroyDeviceInfoList(new Pointer(list))).orElse(0);
  }

  /** The registry returns its error, and leaves the thread's last one alone. */
  @Override
  public long registryValue(String key, String name, ByteBuffer answer) {
    IntByReference bytes = new IntByReference(answer.capacity());
    int error =
        registry.RegGetValueW(
            LOCAL_MACHINE,
            wide(key),
            wide(name),
            ANY_TYPE,
            new IntByReference(),
            whole(answer),
            bytes);
    return error == 0 ? bytes.getValue() : -(long) error;
  }

  private static OptionalLong success(int returned) {
    return returned != 0 ? OptionalLong.empty() : OptionalLong.of(-(long) Native.getLastError());
  }

  private static long handle(Pointer returned) {
    long handle = Pointer.nativeValue(returned);
    return handle == INVALID ? -(long) Native.getLastError() : handle;
  }

  private static ByteBuffer whole(ByteBuffer memory) {
    return memory.duplicate().clear();
  }

  private static byte[] wide(String text) {
    return (text + "\0").getBytes(StandardCharsets.UTF_16LE);
  }
}
