package io.packetframe.fastpath;

import io.packetframe.config.AttachMode;
import io.packetframe.config.FastPathDirective;
import io.packetframe.config.FastPathDirective.Attach;
import io.packetframe.config.FastPathDirective.CircuitBreakerDirective;
import io.packetframe.config.FastPathDirective.FdbPin;
import io.packetframe.config.FastPathDirective.FibCache;
import io.packetframe.config.FastPathDirective.ForwardingModeDirective;
import io.packetframe.config.FastPathDirective.IntegrityAuthority;
import io.packetframe.config.ForwardingMode;
import io.packetframe.config.ModuleSection;
import io.packetframe.config.OnOff;
import io.packetframe.config.Switch;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a config may say and this version cannot do. No directive is passed over in silence: one
 * that asks for nothing but what happens anyway is taken, any other is refused by name.
 */
public final class NotBuilt {
  private NotBuilt() {}

  /** Returns the directives that cannot be honoured, each once, as the config has them. */
  public static List<String> in(ModuleSection section) {
    Set<String> found = new LinkedHashSet<>();
    for (FastPathDirective directive : section.directives()) {
      refused(directive).ifPresent(found::add);
    }
    return List.copyOf(found);
  }

  private static Optional<String> refused(FastPathDirective directive) {
    String keyword = directive.keyword().text();
    return switch (directive) {
      case Attach attach when attach.mode() == AttachMode.TC ->
          Optional.of(keyword + " " + attach.port().value() + " tc");
      case ForwardingModeDirective mode when mode.mode() != ForwardingMode.KERNEL_FIB ->
          Optional.of(keyword + " " + mode.mode().text());
      case IntegrityAuthority authority when authority.birdc().isPresent() ->
          Optional.of(keyword + " birdc");
      case FibCache cache when cache.value() == OnOff.ON -> Optional.of(keyword + " on");
      case FdbPin pin when pin.value() == Switch.ON -> Optional.of(keyword + " on");
      case CircuitBreakerDirective _,
          FastPathDirective.LocalPrefix _,
          FastPathDirective.FallbackDefault _,
          FastPathDirective.RouteSourceDirective _,
          FastPathDirective.MaxEntries _,
          FastPathDirective.EcmpDefaultHashMode _ ->
          Optional.of(keyword);
      case Attach _,
          ForwardingModeDirective _,
          IntegrityAuthority _,
          FibCache _,
          FdbPin _,
          FastPathDirective.AllowPrefix _,
          FastPathDirective.BlockPrefix _,
          FastPathDirective.DryRun _,
          FastPathDirective.MssClamp _,
          FastPathDirective.AcceptBypass _,
          FastPathDirective.BridgeResolve _,
          FastPathDirective.RvuNicpfHeadShift _ ->
          Optional.empty();
    };
  }
}
