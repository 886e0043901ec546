package io.packetframe.verifier.wire;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** What a guest says. In a good run: Hello, Settings, CommandRan, tests, KernelLog, Finished. */
public sealed interface Message {
  /** The version of all this; host and guest must agree. */
  int PROTOCOL = 1;

  /**
   * The agent runs.
   *
   * @param release the kernel's {@code uname -r}
   * @param machine the kernel's {@code uname -m}
   * @param btf whether the kernel describes its own types
   * @param mounts types of the file systems that are mounted
   * @param uptimeMillis of the guest
   */
  record Hello(String release, String machine, boolean btf, List<String> mounts, long uptimeMillis)
      implements Message {
    public Hello {
      mounts = List.copyOf(mounts);
    }
  }

  /** What the agent changed in the guest; a report must say it. */
  record Settings(SortedMap<String, String> values) implements Message {}

  /** A command has ended. */
  record CommandRan(String name, int status, String out, String errors, long millis)
      implements Message {}

  /** A test begins. */
  record TestStarted(TestName test, long uptimeMillis) implements Message {}

  /** A test, or a class that could not even begin, has ended. */
  record TestFinished(TestName test, TestOutcome outcome, long millis) implements Message {}

  /**
   * What a test publishes, for people: the host keeps it as a file of that name, and judges nothing
   * by it.
   *
   * @param name of letters, digits, dots, dashes and underscores; no dot first
   */
  record Published(String name, String text) implements Message {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

    public Published {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("not the name of a file: " + name);
      }
    }
  }

  /**
   * What the kernel said until the tests had ended.
   *
   * @param text the whole of it; empty if it could not be read
   * @param problem why it could not
   */
  record KernelLog(String text, Optional<String> problem) implements Message {}

  /**
   * A piece of what JaCoCo counted, in the order of the pieces.
   *
   * @param base64 at most {@link #LONGEST} bytes
   */
  record Coverage(String base64) implements Message {
    /** Bytes of the longest piece. */
    public static final int LONGEST = 512 << 10;

    public Coverage {
      if (Base64.getDecoder().decode(base64).length > LONGEST) {
        throw new IllegalArgumentException(
            "a piece of coverage of more than " + LONGEST + " bytes");
      }
    }

    /** Makes a piece of bytes. */
    public static Coverage of(byte[] bytes) {
      return new Coverage(Base64.getEncoder().encodeToString(bytes));
    }

    /** Returns the bytes. */
    public byte[] bytes() {
      return Base64.getDecoder().decode(base64);
    }
  }

  /** The guest is alive, though a test takes long. */
  record Alive(long uptimeMillis) implements Message {}

  /** The agent itself could not go on. */
  record AgentFailed(String what) implements Message {}

  /** The last message: how many tests have been reported. */
  record Finished(int tests, long uptimeMillis) implements Message {}
}
