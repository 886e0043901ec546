package io.packetframe.testing;

import io.packetframe.sys.linux.Descriptors;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class that leaves descriptors open, and prints where each was opened. */
final class DescriptorLeaks implements BeforeAllCallback, AfterAllCallback {
  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(DescriptorLeaks.class);

  /** What was open before the class. */
  private record Before(List<Descriptors.Open> open) {}

  @Override
  public void beforeAll(ExtensionContext context) {
    Descriptors.watch();
    context.getStore(OURS).put(context.getUniqueId(), new Before(Descriptors.open()));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Before before = context.getStore(OURS).get(context.getUniqueId(), Before.class);
    if (before == null) {
      return;
    }
    List<Descriptors.Open> leaked = Descriptors.openedSince(before.open());
    if (!leaked.isEmpty()) {
      throw new AssertionError(
          context.getDisplayName()
              + " leaves "
              + leaked.size()
              + " descriptors open\n"
              + places(leaked));
    }
  }

  private static String places(List<Descriptors.Open> leaked) {
    StringWriter text = new StringWriter();
    PrintWriter writer = new PrintWriter(text);
    for (Descriptors.Open descriptor : leaked) {
      descriptor.trace().printStackTrace(writer);
    }
    writer.flush();
    return text.toString();
  }
}
