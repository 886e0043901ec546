package io.packetframe.sys.bsd;

/**
 * Where the members of struct bpf_hdr lie, which stands before each captured frame.
 *
 * @param size of the struct in bytes
 * @param capturedOffset of bh_caplen, a u32; bh_datalen follows, and behind it bh_hdrlen, a u16
 * @param alignment of the next record: a power of two (BPF_ALIGNMENT)
 */
public record BpfRecordLayout(int size, int capturedOffset, int alignment) {
  /** Returns the offset of bh_datalen: the length of the frame before it was cut. */
  public int lengthOffset() {
    return capturedOffset + 4;
  }

  /** Returns the offset of bh_hdrlen: the frame begins so far behind the record's start. */
  public int headerLengthOffset() {
    return capturedOffset + 8;
  }

  /**
   * Returns the smallest header: kernels leave out the padding at the struct's end, to align what
   * follows the link layer's header.
   */
  public int smallestHeader() {
    return capturedOffset + 10;
  }

  /** Returns the next multiple of the alignment (BPF_WORDALIGN). */
  public int align(int length) {
    return (length + alignment - 1) & -alignment;
  }
}
