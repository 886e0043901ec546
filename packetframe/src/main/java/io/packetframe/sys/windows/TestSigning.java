package io.packetframe.sys.windows;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Whether Windows was started to take drivers that are signed for tests alone. */
public enum TestSigning {
  ON,
  OFF,
  UNKNOWN;

  private static final long HKEY_LOCAL_MACHINE = 0xffff_ffff_8000_0002L;
  private static final int RRF_RT_REG_SZ = 2;
  private static final int ROOM = 4096;

  /** Asks the registry what Windows was started with. */
  public static TestSigning ofThisHost() {
    return of("advapi32");
  }

  /**
   * Asks a library that has RegGetValueW.
   *
   * @param library its name, or an absolute path
   */
  public static TestSigning of(String library) {
    ByteBuffer text = EbpfAttributes.memory(ROOM);
    ByteBuffer size = EbpfAttributes.memory(Integer.BYTES).putInt(0, ROOM);
    try {
      Function read = NativeLibrary.getInstance(library).getFunction("RegGetValueW");
      Object[] arguments = {
        HKEY_LOCAL_MACHINE,
        wide("SYSTEM\\CurrentControlSet\\Control"),
        wide("SystemStartOptions"),
        RRF_RT_REG_SZ,
        null,
        text,
        size
      };
      if (read.invokeInt(arguments) != 0) {
        return UNKNOWN;
      }
    } catch (LinkageError e) {
      return UNKNOWN;
    }
    byte[] bytes = new byte[Math.clamp(size.getInt(0), 0, ROOM)];
    text.get(0, bytes);
    return of(new String(bytes, StandardCharsets.UTF_16LE).split("[\\s\0]+"));
  }

  private static TestSigning of(String[] options) {
    for (String option : options) {
      if (option.toUpperCase(Locale.ROOT).equals("TESTSIGNING")) {
        return ON;
      }
    }
    return OFF;
  }

  private static ByteBuffer wide(String text) {
    byte[] bytes = (text + '\0').getBytes(StandardCharsets.UTF_16LE);
    return EbpfAttributes.memory(bytes.length).put(0, bytes);
  }
}
