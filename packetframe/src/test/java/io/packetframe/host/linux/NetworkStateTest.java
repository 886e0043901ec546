package io.packetframe.host.linux;

import static io.packetframe.host.linux.ScriptedNetlink.attribute;
import static io.packetframe.host.linux.ScriptedNetlink.message;
import static io.packetframe.host.linux.ScriptedNetlink.part;
import static io.packetframe.host.linux.ScriptedNetlink.text;
import static io.packetframe.host.linux.ScriptedNetlink.u32;
import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.linux.InterfaceAddress.Sort;
import io.packetframe.host.linux.NetworkLink.BridgePort;
import io.packetframe.host.linux.NetworkLink.Parent;
import io.packetframe.host.linux.NetworkLink.XdpFeatures;
import io.packetframe.net.IpAddress;
import io.packetframe.net.LiteralException;
import io.packetframe.net.MacAddress;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.ScriptedSyscalls;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkStateTest {
  private static final byte[] LO = ScriptedNetlink.link(1, "lo", _ -> {});

  @TempDir private Path root;

  private final ScriptedNetlink netlink = new ScriptedNetlink();

  private Reading<NetworkState> read() {
    ScriptedSyscalls syscalls = netlink.syscalls();
    Reading<NetworkState> reading = new NetworkStateReader(syscalls, new HostFiles(root)).read();
    assertThat(syscalls.openDescriptors()).isEmpty();
    return reading;
  }

  private NetworkState state() {
    Reading<NetworkState> reading = read();
    return reading
        .optional()
        .orElseThrow(() -> new AssertionError(reading.problem().orElseThrow()));
  }

  private NetworkLink link(Consumer<ByteBuffer> attributes) {
    netlink.tell(ScriptedNetlink.LINKS, ScriptedNetlink.link(7, "dev", attributes));
    netlink.tell(ScriptedNetlink.ADDRESSES);
    return state().link(7).orElseThrow();
  }

  private static Consumer<ByteBuffer> info(String kind, Consumer<ByteBuffer> data) {
    return body ->
        attribute(
            body,
            18,
            info -> {
              text(info, 1, kind);
              attribute(info, 2, data);
            });
  }

  @Test
  void readsADevice() {
    NetworkLink link =
        link(
            body -> {
              attribute(body, 1, it -> it.put(new byte[] {2, 0, 0, 0, 1, (byte) 0xff}));
              u32(body, 4, 9000);
              u32(body, 5, 3);
              u32(body, 10, 9);
              attribute(body, 16, it -> it.put((byte) 6));
              attribute(
                  body,
                  52 | 0x8000,
                  names -> {
                    text(names, 53, "alternative");
                    text(names, 53, "other");
                  });
            });
    assertThat(link)
        .isEqualTo(
            new NetworkLink(
                7,
                "dev",
                List.of("alternative", "other"),
                1,
                "",
                Optional.of(new MacAddress(0x0200_0000_01ffL)),
                9000,
                true,
                OperationalState.UP,
                9,
                Optional.of(new Parent(3, false)),
                new LinkDetails.None(),
                Optional.empty(),
                Optional.empty(),
                false));
    assertThat(state().link("other")).contains(link);
    assertThat(state().link("none")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "2, false", "3, false", "4, true"})
  void theModeOfXdpIsRead(byte mode, boolean expected) {
    NetworkLink link =
        link(body -> attribute(body, 43, xdp -> attribute(xdp, 2, it -> it.put(mode))));
    assertThat(link.runsNativeXdp()).isEqualTo(expected);
  }

  @Test
  void aParentInAnotherNamespaceIsElsewhere() {
    NetworkLink link =
        link(
            body -> {
              u32(body, 5, 3);
              u32(body, 37, 0);
            });
    assertThat(link.parent()).contains(new Parent(3, true));
  }

  @Test
  void readsAVlanDevice() {
    NetworkLink link =
        link(
            info(
                "vlan",
                data -> {
                  attribute(data, 1, it -> it.putShort((short) 100));
                  attribute(data, 5, it -> it.put((byte) 0x88).put((byte) 0xa8));
                  attribute(data, 2, it -> it.putInt(5).putInt(-1));
                  attribute(data, 3, map -> attribute(map, 1, it -> it.putInt(2).putInt(6)));
                  attribute(
                      data,
                      4,
                      map -> {
                        attribute(map, 1, it -> it.putInt(1).putInt(10));
                        attribute(map, 1, it -> it.putInt(7).putInt(11));
                      });
                }));
    assertThat(link.details())
        .isEqualTo(
            new LinkDetails.Vlan(
                0x88a8, 100, 5, new TreeMap<>(Map.of(1, 10, 7, 11)), new TreeMap<>(Map.of(2, 6))));
  }

  @Test
  void whereNetlinkTellsNoVidTheFileDoes() throws Exception {
    Files.createDirectories(root.resolve("proc/net/vlan"));
    Path file = root.resolve("proc/net/vlan/config");
    String head = "VLAN Dev name    | VLAN ID\nName-Type: VLAN_NAME_TYPE_RAW_PLUS_VID_NO_PAD\n";
    Files.writeString(file, head + "dev            | 66  | eth0\nx | 1 | y\n");
    assertThat(link(info("vlan", _ -> {})).details())
        .isEqualTo(new LinkDetails.Vlan(0x8100, 66, 0, new TreeMap<>(), new TreeMap<>()));
    Files.writeString(file, head + "x | 1 | y\n");
    assertThat(state().link(7).orElseThrow().details()).isEqualTo(new LinkDetails.Untold());
    Files.writeString(file, head + "x | 4096 | y\n");
    assertThat(read().problem()).contains("/proc/net/vlan/config: holds no VLAN configuration");
    Files.writeString(file, head + "x | 4 | y | z\n");
    assertThat(read().problem()).isPresent();
    Files.writeString(file, head + "x | four | y\n");
    assertThat(read().problem()).isPresent();
  }

  @Test
  void readsBridgesAndTheirPorts() {
    NetworkLink bridge = link(info("bridge", data -> attribute(data, 7, it -> it.put((byte) 1))));
    assertThat(bridge.details()).isEqualTo(new LinkDetails.Bridge(true));
    assertThat(bridge.bridgePort()).isEmpty();
    Consumer<ByteBuffer> asPort =
        body ->
            attribute(
                body,
                18,
                info -> {
                  text(info, 4, "bridge");
                  attribute(
                      info,
                      5,
                      port -> {
                        attribute(port, 1, it -> it.put((byte) 3));
                        attribute(port, 9, it -> it.put((byte) 1));
                      });
                });
    ScriptedNetlink other = new ScriptedNetlink();
    other.tell(ScriptedNetlink.LINKS, ScriptedNetlink.link(8, "port", asPort));
    other.tell(ScriptedNetlink.ADDRESSES);
    NetworkState state =
        new NetworkStateReader(other.syscalls(), new HostFiles(root))
            .read()
            .optional()
            .orElseThrow();
    assertThat(state.link(8).orElseThrow().bridgePort()).contains(new BridgePort(3, true));
  }

  @Test
  void whatIsNotToldIsNotInvented() {
    assertThat(link(info("bridge", _ -> {})).details()).isEqualTo(new LinkDetails.Untold());
    ScriptedNetlink other = new ScriptedNetlink();
    other.tell(ScriptedNetlink.LINKS, ScriptedNetlink.link(8, "m", info("macvlan", _ -> {})));
    other.tell(ScriptedNetlink.ADDRESSES);
    NetworkState state =
        new NetworkStateReader(other.syscalls(), new HostFiles(root))
            .read()
            .optional()
            .orElseThrow();
    assertThat(state.link(8).orElseThrow().details()).isEqualTo(new LinkDetails.Untold());
    assertThat(state.link(8).orElseThrow().mac()).isEmpty();
    assertThat(state.link(8).orElseThrow().state()).isEqualTo(OperationalState.UNKNOWN);
  }

  @Test
  void readsAddressesOfBothFamiliesAndOfMoreThanOneHost() throws LiteralException {
    netlink.tell(ScriptedNetlink.LINKS, LO);
    netlink.tell(
        ScriptedNetlink.ADDRESSES,
        address(
            2,
            24,
            body -> {
              attribute(body, 1, it -> it.put(new byte[] {10, 0, 0, 2}));
              attribute(body, 2, it -> it.put(new byte[] {10, 0, 0, 1}));
              attribute(body, 4, it -> it.put(new byte[] {10, 0, 0, (byte) 255}));
            }),
        address(
            10, 64, body -> attribute(body, 1, it -> it.putLong(0xb80d0120L).putLong(1L << 56))),
        address(28, 0, _ -> {}));
    netlink.tell(
        ScriptedNetlink.ANYCAST,
        part(
            62,
            body -> {
              body.put((byte) 10).put((byte) 128).put((byte) 0).put((byte) 0).putInt(4);
              attribute(body, 5, it -> it.putLong(0xb80d0120L).putLong(0));
            }));
    assertThat(state().addresses())
        .containsExactly(
            new InterfaceAddress(4, IpAddress.parse("10.0.0.1"), 24, Sort.UNICAST),
            new InterfaceAddress(4, IpAddress.parse("10.0.0.255"), 24, Sort.BROADCAST),
            new InterfaceAddress(4, IpAddress.parse("2001:db8::1"), 64, Sort.UNICAST),
            new InterfaceAddress(4, IpAddress.parse("2001:db8::"), 128, Sort.ANYCAST));
  }

  private static byte[] address(int family, int length, Consumer<ByteBuffer> attributes) {
    return part(
        20,
        body -> {
          body.put((byte) family).put((byte) length).put((byte) 0).put((byte) 0).putInt(4);
          attributes.accept(body);
        });
  }

  @Test
  void readsFeaturesWhereTheKernelTellsThem() {
    netlink.answer(
        ScriptedNetlink.CONTROLLER,
        message(
            16,
            0,
            body -> {
              body.putInt(0);
              attribute(body, 1, it -> it.putShort((short) ScriptedNetlink.NETDEV));
            }));
    netlink.tell(ScriptedNetlink.NETDEV, features(9, 3), features(7, 0x44));
    assertThat(link(_ -> {}).xdp()).contains(new XdpFeatures(0x44));
    assertThat(new XdpFeatures(0x44).transmitsFragments()).isTrue();
    assertThat(new XdpFeatures(0x40).transmitsFragments()).isFalse();
    assertThat(new XdpFeatures(3).transmits()).isFalse();
  }

  private static byte[] features(int index, long bits) {
    // This family's dumps come without NLM_F_MULTI.
    return message(
        ScriptedNetlink.NETDEV,
        0,
        body -> {
          body.putInt(0);
          u32(body, 1, index);
          attribute(body, 3, it -> it.putLong(bits));
        });
  }

  @Test
  void linksAreInTheOrderOfTheirIndex() {
    byte[] ten = ScriptedNetlink.link(10, "ten", _ -> {});
    byte[] two = ScriptedNetlink.link(2, "two", _ -> {});
    byte[] both = Arrays.copyOf(ten, ten.length + two.length);
    System.arraycopy(two, 0, both, ten.length, two.length);
    netlink.tell(ScriptedNetlink.LINKS, both, LO);
    netlink.tell(ScriptedNetlink.ADDRESSES);
    assertThat(state().links()).extracting(NetworkLink::name).containsExactly("lo", "two", "ten");
  }

  @Test
  void anAnswerThatWasOvertakenIsAskedForAgain() {
    byte[] torn = LO.clone();
    torn[6] = 0x12;
    netlink.answer(ScriptedNetlink.LINKS, LO, torn);
    netlink.answer(ScriptedNetlink.LINKS, LO);
    netlink.tell(ScriptedNetlink.LINKS, LO);
    netlink.tell(ScriptedNetlink.ADDRESSES);
    assertThat(state().links()).hasSize(1);
  }

  @Test
  void whatNeverComesToRestIsNotRead() {
    byte[] torn = LO.clone();
    torn[6] = 0x12;
    netlink.answer(ScriptedNetlink.LINKS, torn);
    assertThat(read().problem())
        .contains("rtnetlink RTM_GETLINK: it keeps changing while it is read");
  }

  @Test
  void aRefusalIsToldInTheKernelsWord() {
    netlink.answer(ScriptedNetlink.LINKS, ScriptedNetlink.error(Errno.EPERM));
    assertThat(read().problem()).contains("rtnetlink RTM_GETLINK: EPERM (operation not permitted)");
    netlink.syscalls().onSocket(ScriptedSyscalls.refusal(Errno.EMFILE));
    assertThat(read().problem()).get().asString().contains("EMFILE");
  }

  @Test
  void lengthsThatLieAreRefused() {
    netlink.answer(ScriptedNetlink.LINKS, new byte[70_000]);
    assertThat(read().problem()).get().asString().contains("16 to 65536 bytes, not 70000");
    ScriptedNetlink other = new ScriptedNetlink();
    byte[] lying = LO.clone();
    lying[32] = 100;
    other.tell(ScriptedNetlink.LINKS, lying);
    assertThat(new NetworkStateReader(other.syscalls(), new HostFiles(root)).read().problem())
        .contains("rtnetlink RTM_GETLINK: malformed message type 16");
  }

  /** Any bytes at all give a reading, and neither an exception nor a loop. */
  @Test
  void damagedAnswersGiveAReading() {
    byte[] whole =
        ScriptedNetlink.link(
            7,
            "dev",
            info(
                "vlan",
                data -> {
                  attribute(data, 1, it -> it.putShort((short) 100));
                  attribute(data, 3, map -> attribute(map, 1, it -> it.putInt(2).putInt(6)));
                }));
    Random random = new Random(20261122);
    int read = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] damaged = whole.clone();
      for (int change = 0; change <= random.nextInt(3); change++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      byte[] cut = Arrays.copyOf(damaged, 1 + random.nextInt(damaged.length));
      ScriptedNetlink each = new ScriptedNetlink();
      each.tell(ScriptedNetlink.LINKS, random.nextBoolean() ? damaged : cut);
      each.tell(ScriptedNetlink.ADDRESSES, random.nextBoolean() ? damaged : cut);
      Reading<NetworkState> reading =
          new NetworkStateReader(each.syscalls(), new HostFiles(root)).read();
      read += reading.optional().isPresent() ? 1 : 0;
    }
    assertThat(read).as("readings of 3,000 that came to something").isBetween(1, 2_999);
  }
}
