package io.packetframe.sys.linux;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Every descriptor that the tests' system calls open, with the place where it was opened, until
 * they close it. Production code knows nothing of it.
 */
public final class Descriptors {
  /** A descriptor that is open; the trace is of the call that opened it. */
  public record Open(int number, String call, Throwable trace) {}

  private static final Map<Integer, Open> OPEN = new ConcurrentHashMap<>();

  private Descriptors() {}

  /** From now on, system calls that are asked for are watched. */
  public static void watch() {
    LinuxSystem.putBetween(Descriptors::watched);
  }

  /** Returns what is open now, by number. */
  public static List<Open> open() {
    return OPEN.values().stream().sorted((a, b) -> Integer.compare(a.number, b.number)).toList();
  }

  /** Returns what was opened since that list was taken and is open still. */
  public static List<Open> openedSince(List<Open> before) {
    List<Open> leaked = new ArrayList<>(open());
    leaked.removeAll(before);
    return leaked;
  }

  /** Returns the same system calls, watched. */
  public static Syscalls watched(Syscalls kernel) {
    return (Syscalls)
        Proxy.newProxyInstance(
            Syscalls.class.getClassLoader(),
            new Class<?>[] {Syscalls.class},
            (_, method, arguments) -> invoke(kernel, method, arguments));
  }

  private static @Nullable Object invoke(
      Syscalls kernel, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    boolean closes = method.getName().equals("close");
    if (closes && arguments != null && arguments[0] instanceof Integer number) {
      // Before the call: after it, another thread may have been given the number.
      OPEN.remove(number);
    }
    Object answer;
    try {
      answer = method.invoke(kernel, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
    String call = call(method, arguments);
    if (answer instanceof Long number && number >= 0 && opens(call)) {
      int fd = number.intValue();
      OPEN.put(fd, new Open(fd, call, new Throwable(call + " opened descriptor " + fd)));
    }
    return answer;
  }

  private static String call(Method method, @Nullable Object @Nullable [] arguments) {
    return arguments != null && arguments.length > 0 && arguments[0] instanceof BpfCommand command
        ? "bpf " + command.name()
        : method.getName();
  }

  private static boolean opens(String call) {
    return switch (call) {
      case "open", "socket", "duplicate", "eventfd", "epollCreate", "perfEventOpen" -> true;
      case "bpf OBJ_GET", "bpf RAW_TRACEPOINT_OPEN" -> true;
      default ->
          call.startsWith("bpf ")
              && (call.endsWith("_CREATE")
                  || call.endsWith("_LOAD")
                  || call.endsWith("_GET_FD_BY_ID"));
    };
  }
}
