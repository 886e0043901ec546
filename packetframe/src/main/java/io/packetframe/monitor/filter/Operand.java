package io.packetframe.monitor.filter;

import io.packetframe.monitor.filter.Mnemonics.Form;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands behind a word, before any comma. */
record Operand(Form form, int number) {
  private static final int HEXADECIMAL = 16;
  private static final String NUMBER = "(0[xX][0-9a-fA-F]{1,8}|[0-9]{1,10})";

  private static final Map<Form, Pattern> PATTERNS =
      Map.of(
          Form.NUMBER, Pattern.compile("#" + NUMBER),
          Form.FRAME, Pattern.compile("\\[\\s*" + NUMBER + "\\s*\\]"),
          Form.FRAME_INDEXED, Pattern.compile("\\[\\s*x\\s*\\+\\s*" + NUMBER + "\\s*\\]"),
          Form.SCRATCH, Pattern.compile("M\\[\\s*" + NUMBER + "\\s*\\]"),
          Form.HEADER,
              Pattern.compile(
                  "4\\s*\\*\\s*\\(\\s*\\[\\s*" + NUMBER + "\\s*\\]\\s*&\\s*0xf\\s*\\)"));

  /** Reads it; empty where it is none. */
  static Optional<Operand> parse(String text) {
    return switch (text) {
      case "" -> Optional.of(new Operand(Form.NONE, 0));
      case "x" -> Optional.of(new Operand(Form.INDEX, 0));
      case "a" -> Optional.of(new Operand(Form.ACCUMULATOR, 0));
      case "len", "#len", "#pktlen" -> Optional.of(new Operand(Form.LENGTH, 0));
      default -> withNumber(text);
    };
  }

  private static Optional<Operand> withNumber(String text) {
    for (Map.Entry<Form, Pattern> each : PATTERNS.entrySet()) {
      Matcher matcher = each.getValue().matcher(text);
      if (matcher.matches()) {
        return number(matcher.group(1)).map(number -> new Operand(each.getKey(), number));
      }
    }
    return Optional.empty();
  }

  /** Reads 32 bits without a sign. */
  private static Optional<Integer> number(String text) {
    boolean isHexadecimal = text.startsWith("0x") || text.startsWith("0X");
    long value =
        isHexadecimal ? Long.parseLong(text.substring(2), HEXADECIMAL) : Long.parseLong(text);
    return value > 0xffff_ffffL ? Optional.empty() : Optional.of((int) value);
  }
}
