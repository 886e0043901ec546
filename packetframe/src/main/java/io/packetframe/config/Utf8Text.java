package io.packetframe.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * Bytes read as UTF-8. Each malformed sequence becomes one U+FFFD whose offset is remembered, so
 * that the text keeps its lines and columns and the rest of it can still be checked.
 *
 * @param text the text, without a byte order mark at its start
 * @param malformed offsets into the text where bytes were not UTF-8
 */
record Utf8Text(String text, BitSet malformed) {
  private static final char REPLACEMENT = '\ufffd';
  private static final char BYTE_ORDER_MARK = '\ufeff';

  static Utf8Text decode(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    // No sequence of bytes gives more characters than it has bytes.
    CharBuffer out = CharBuffer.allocate(bytes.length);
    BitSet malformed = new BitSet();
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      in.position(in.position() + result.length());
      malformed.set(out.position());
      out.put(REPLACEMENT);
      result = decoder.decode(in, out, true);
    }
    out.flip();
    if (out.hasRemaining() && out.get(0) == BYTE_ORDER_MARK) {
      // Editors of another system put it there; it is not part of the first line.
      out.get();
      malformed = malformed.get(1, malformed.length() + 1);
    }
    return new Utf8Text(out.toString(), malformed);
  }
}
