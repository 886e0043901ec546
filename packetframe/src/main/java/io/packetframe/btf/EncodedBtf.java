package io.packetframe.btf;

/** BTF bytes, and where its texts are: the lines of programs point to them. */
public final class EncodedBtf {
  private final byte[] bytes;
  private final Texts texts;

  EncodedBtf(byte[] bytes, Texts texts) {
    this.bytes = bytes;
    this.texts = texts;
  }

  /** Returns a copy of what BPF_BTF_LOAD takes. */
  public byte[] toArray() {
    return bytes.clone();
  }

  /**
   * Returns where the text starts in the texts of the bytes.
   *
   * @throws IllegalArgumentException if it is not among them
   */
  public int offsetOf(String text) {
    return texts.offsetOf(text);
  }
}
