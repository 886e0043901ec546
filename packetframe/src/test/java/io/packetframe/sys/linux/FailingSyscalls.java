package io.packetframe.sys.linux;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/** A kernel that refuses one call, known by its place among those that could be refused. */
public final class FailingSyscalls {
  /** What undoes something is never refused for lack of privilege. */
  private static final Set<String> NEVER_REFUSED = Set.of("close", "munmap", "unlink");

  private final Syscalls kernel;
  private final int place;
  private final Errno errno;
  private final Runnable onRefusal;
  private int calls;

  private FailingSyscalls(Syscalls kernel, int place, Errno errno, Runnable onRefusal) {
    this.kernel = kernel;
    this.onRefusal = onRefusal;
    this.place = place;
    this.errno = errno;
  }

  /** Has the other kernel answer all calls but that one, from 1. */
  public static Syscalls at(int place, Errno errno, Syscalls kernel) {
    return at(place, errno, kernel, () -> {});
  }

  /** The same, and tells when the call was refused, if it is made at all. */
  public static Syscalls at(int place, Errno errno, Syscalls kernel, Runnable onRefusal) {
    FailingSyscalls failing = new FailingSyscalls(kernel, place, errno, onRefusal);
    return (Syscalls)
        Proxy.newProxyInstance(
            Syscalls.class.getClassLoader(),
            new Class<?>[] {Syscalls.class},
            (proxy, method, arguments) -> {
              if (method.getDeclaringClass() == Object.class) {
                return method.getName().equals("hashCode")
                    ? System.identityHashCode(proxy)
                    : System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
              }
              if (!NEVER_REFUSED.contains(method.getName()) && ++failing.calls == failing.place) {
                failing.onRefusal.run();
                return ScriptedSyscalls.refusal(failing.errno);
              }
              try {
                return method.invoke(failing.kernel, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
