package io.packetframe.host.oshi;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Objects of OSHI's interfaces that say what a test has them say, and nothing else. */
final class Saying {
  private Saying() {}

  /** Makes an object whose methods return these; OSHI's own defaults stand in for others. */
  static <T> T of(Class<T> type, Map<String, ?> answers) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (answers.containsKey(method.getName())) {
            return answers.get(method.getName());
          }
          if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
          }
          throw new AssertionError("nobody said what " + method + " returns");
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
