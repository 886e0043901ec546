package io.packetframe.daemon;

import java.lang.reflect.Proxy;

/**
 * {@code sun.misc.Signal} of module jdk.unsupported: the JDK has no other way to hear of a signal
 * and go on. It is called by its name, as the compiler warns of each mention and cannot be told
 * that we mean it.
 */
final class SignalHandlers {
  private SignalHandlers() {}

  /**
   * Has something done at each signal, on a thread of the JVM, in place of what the JVM does.
   *
   * @param name without SIG, e.g. {@code HUP}
   */
  static void take(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object calling =
          Proxy.newProxyInstance(
              SignalHandlers.class.getClassLoader(),
              new Class<?>[] {handler},
              (_, method, _) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      action.run();
                      yield null;
                    }
                    case "toString" -> "handler of SIG" + name;
                    default -> throw new UnsupportedOperationException(method.getName());
                  });
      Object _ =
          signal
              .getMethod("handle", signal, handler)
              .invoke(null, signal.getConstructor(String.class).newInstance(name), calling);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM does not take SIG" + name, e);
    }
  }
}
