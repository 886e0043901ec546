package io.packetframe.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.Printable;
import io.packetframe.bpf.BpfException;
import io.packetframe.fastpath.FastPathException;
import io.packetframe.fastpath.Stages;
import io.packetframe.host.linux.NetworkLink;
import io.packetframe.host.linux.NetworkState;
import io.packetframe.host.linux.Reading;
import io.packetframe.net.MacAddress;
import io.packetframe.packet.CaptureException;
import io.packetframe.packet.Macs;
import io.packetframe.packet.PacketTextException;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Tells what would happen to a packet: the data path itself says it. */
final class TraceCommand implements Command {
  private static final String INTERFACE = "--iface";
  private static final String PACKET = "--packet";
  private static final String CONFIG = "--config";
  private static final String FORM = "--form";
  private static final String JSON = "--json";

  private final Supplier<Syscalls> syscalls;

  TraceCommand(Supplier<Syscalls> syscalls) {
    this.syscalls = syscalls;
  }

  @Override
  public String name() {
    return "trace";
  }

  @Override
  public void describe(CommandSpec specification) {
    specification
        .usageMessage()
        .description(
            "Tell what would happen to a packet: each decision in order, the verdict, the counters"
                + " that would move, and what of the frame changes. The kernel runs it through a"
                + " private build of the data path with the maps of the one that is pinned;"
                + " nothing is sent, and no counter of that one moves. Exits with 0 whatever the"
                + " verdict is.");
    specification.addOption(
        OptionSpec.builder(INTERFACE)
            .paramLabel("NAME")
            .type(String.class)
            .required(true)
            .description("The port that the packet comes in by.")
            .build());
    specification.addOption(
        OptionSpec.builder(PACKET)
            .paramLabel("PACKET")
            .type(String.class)
            .required(true)
            .description(
                "A sentence: udp, tcp, icmp or \"ip PROTOCOL\" with SOURCE > DESTINATION (and ports"
                    + " as in 10.0.0.1:5 or [2001:db8::1]:5), then in any order: to MAC, from MAC,"
                    + " vlan VID, svlan VID, qinq SVID VID, pcp N, ttl N, df, frag OFFSET, len N,"
                    + " syn, ack, mss N and more. Without a MAC address it goes to the port's. Or"
                    + " bytes in hex, from the destination MAC address on. Or FILE.pcap:N, the N-th"
                    + " frame of a capture (pcap or pcapng); without N the first.")
            .build());
    specification.addOption(
        OptionSpec.builder(CONFIG)
            .paramLabel("FILE")
            .type(Path.class)
            .description(
                "The config that it runs with: it says where the pins are. Where nothing is pinned,"
                    + " the maps are filled from it as run would fill them.")
            .build());
    specification.addOption(
        OptionSpec.builder(FORM)
            .paramLabel("NAME")
            .type(String.class)
            .description(
                "Trace this form of the data path: fast_path or fast_path_two_stage. Without it,"
                    + " the one that is pinned.")
            .build());
    specification.addOption(
        OptionSpec.builder(JSON).description("Print the trace as JSON.").build());
  }

  @Override
  public int run(ParseResult arguments, Console console) throws PacketFrameException {
    Optional<Stages> form = FormOption.of(arguments, FORM);
    String packet = arguments.matchedOptionValue(PACKET, "");
    try {
      Syscalls kernel = syscalls.get();
      NetworkState network = network(kernel);
      NetworkLink port = port(network, arguments.matchedOptionValue(INTERFACE, ""));
      byte[] frame = PacketArgument.read(packet, macs(port));
      Optional<Path> config =
          Optional.ofNullable(arguments.matchedOptionValue(CONFIG, (Path) null));
      TraceView view = new Tracing(kernel, network, port, form).trace(frame, config);
      console
          .out()
          .print(arguments.hasMatchedOption(JSON) ? TraceJson.text(view) : TraceText.of(view));
      return ExitCode.OK;
    } catch (PacketArgument.Wrong e) {
      console.fail(e);
      return ExitCode.USAGE;
    } catch (PacketTextException e) {
      underline(packet, e, console);
      return ExitCode.USAGE;
    } catch (CaptureException | FastPathException | CannotTrace e) {
      console.fail(e);
      return ExitCode.STARTUP;
    } catch (BpfException e) {
      if (!e.errno().equals(Errno.EPERM)) {
        throw e;
      }
      // Who refused, and how that is mended, is what feasibility finds out.
      console.err().println("packetframe: " + e.getMessage());
      console.err().println("  see: packetframe feasibility --human");
      return ExitCode.RUNTIME;
    }
  }

  private static void underline(String packet, PacketTextException failure, Console console) {
    console.fail(failure);
    if (Printable.escaped(packet).equals(packet)) {
      console.err().println("  " + packet);
      console
          .err()
          .println(
              "  " + " ".repeat(failure.column() - 1) + "^".repeat(Math.max(1, failure.length())));
    }
  }

  private static NetworkState network(Syscalls kernel) throws PacketFrameException {
    Reading<NetworkState> reading = NetworkState.read(kernel);
    return reading
        .optional()
        .orElseThrow(
            () ->
                new PacketFrameException(
                    "the devices of this host cannot be read: " + reading.problem().orElse("")));
  }

  private static NetworkLink port(NetworkState network, String name) throws CannotTrace {
    NetworkLink link =
        network
            .link(name)
            .orElseThrow(
                () -> new CannotTrace("interface " + Printable.escaped(name) + " is not there"));
    if (!link.isEthernet()) {
      throw new CannotTrace("interface " + Printable.escaped(name) + " is no Ethernet device");
    }
    return link;
  }

  private static Macs macs(NetworkLink port) {
    MacAddress own = port.mac().orElse(Macs.ANY.destination());
    return new Macs(own, Macs.ANY.source());
  }
}
