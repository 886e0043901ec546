package io.packetframe.sys.linux;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A message that the kernel sent ({@code struct nlmsghdr}, 16 bytes: length u32, type u16, flags
 * u16, sequence u32, port u32).
 *
 * @param type such as RTM_NEWLINK
 * @param body what stands behind the header, in native byte order
 */
public record NetlinkReply(int type, ByteBuffer body) {
  /** Returns the attributes behind a fixed part; nothing where a length lies. */
  public Optional<NetlinkAttributes> attributes(int fixed) {
    return body.limit() < fixed ? Optional.empty() : NetlinkAttributes.parse(body, fixed);
  }
}
