package io.packetframe.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.IpPrefix;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.PossibleCpus;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and values, byte by byte, in memory that was used before. */
class CodecsTest {
  private final ByteBuffer memory = NativeMemory.allocate(128);

  CodecsTest() {
    for (int i = 0; i < memory.capacity(); i++) {
      memory.put(i, (byte) 0xee);
    }
  }

  @Test
  void numbersAreInNativeOrder() {
    roundTrip(Codecs.U8, 255);
    roundTrip(Codecs.U32, -2);
    roundTrip(Codecs.U64, Long.MIN_VALUE);
    Codecs.U32.encode(7, memory, 4);
    assertThat(memory.getInt(4)).isEqualTo(7);
    assertThatThrownBy(() -> Codecs.U8.encode(256, memory, 0)).hasMessage("not a byte: 256");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0/0", "10.1.2.0/23", "192.0.2.255/32", "::/0", "2001:db8:1::/48"})
  void aPrefixIsItsLengthAndTheAddressInNetworkOrder(String text) throws Exception {
    IpPrefix prefix = IpPrefix.parse(text);
    Codec<IpPrefix> codec = Codecs.prefixes(prefix.family());
    assertThat(codec.size()).isEqualTo(prefix.family() == Family.V4 ? 8 : 20);
    roundTrip(codec, prefix);
  }

  @Test
  void theTrieReadsTheFirstOctetFirst() throws Exception {
    Codecs.prefixes(Family.V4).encode(IpPrefix.parse("10.1.2.3/32"), memory, 0);
    assertThat(bytes(0, 8)).containsExactly(native4(32, 10, 1, 2, 3));
    Codecs.prefixes(Family.V6).encode(IpPrefix.parse("2001:db8::1/128"), memory, 0);
    assertThat(bytes(4, 4)).containsExactly(0x20, 0x01, 0x0d, 0xb8);
    assertThat(memory.get(19)).isEqualTo((byte) 1);
    IpPrefix other = IpPrefix.parse("::/0");
    assertThatThrownBy(() -> Codecs.prefixes(Family.V4).encode(other, memory, 0))
        .hasMessage("::/0 in a map of IPv4 prefixes");
  }

  @Test
  void valuesOfEachCpuStartAtAMultipleOfEight() {
    Codec<List<byte[]>> codec = new PerCpuCodec<>(Codecs.bytes(5), new PossibleCpus(3));
    assertThat(codec.size()).isEqualTo(24);
    byte[] one = {1, 2, 3, 4, 5};
    codec.encode(List.of(one, one, one), memory, 8);
    assertThat(bytes(16, 8)).as("the padding is zeroed").containsExactly(1, 2, 3, 4, 5, 0, 0, 0);
    assertThat(memory.get(7)).isEqualTo((byte) 0xee);
    assertThat(memory.get(32)).isEqualTo((byte) 0xee);
    assertThat(codec.decode(memory, 8)).hasSize(3).allMatch(value -> value[4] == 5);
    assertThatThrownBy(() -> codec.encode(List.of(one), memory, 0))
        .hasMessage("1 values for 3 possible CPUs");
  }

  @Test
  void countersAddUpPerCounter() {
    Codec<long[]> codec = Codecs.counters(3);
    codec.encode(new long[] {1, 2, -1}, memory, 0);
    assertThat(codec.decode(memory, 0)).containsExactly(1, 2, -1);
    assertThat(PerCpuSum.of(List.of(new long[] {1, 2, -1}, new long[] {10, 20, 2})))
        .containsExactly(11, 22, 1);
    assertThat(PerCpuSum.of(List.of())).isEmpty();
    assertThatThrownBy(() -> codec.encode(new long[2], memory, 0))
        .hasMessage("2 counters where there are 3");
  }

  @Test
  void aCodecOfNothingIsRefused() {
    assertThatThrownBy(() -> Codecs.bytes(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Codecs.counters(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Codecs.bytes(2).encode(new byte[3], memory, 0))
        .hasMessage("3 bytes where there are 2");
  }

  private <T> void roundTrip(Codec<T> codec, T value) {
    codec.encode(value, memory, 8);
    assertThat(codec.decode(memory, 8)).isEqualTo(value);
    assertThat(memory.get(7)).as("before it").isEqualTo((byte) 0xee);
    assertThat(memory.get(8 + codec.size())).as("behind it").isEqualTo((byte) 0xee);
  }

  private int[] bytes(int offset, int count) {
    int[] bytes = new int[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = Byte.toUnsignedInt(memory.get(offset + i));
    }
    return bytes;
  }

  private static int[] native4(int length, int... address) {
    boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    int[] bytes = new int[8];
    bytes[little ? 0 : 3] = length;
    System.arraycopy(address, 0, bytes, 4, 4);
    return bytes;
  }
}
