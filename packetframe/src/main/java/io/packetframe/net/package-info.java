/**
 * Values of the network engineer: addresses, prefixes, endpoints, interface names.
 *
 * <p>A value that exists is valid. Text is read by parsers of our own that take literals only: the
 * JDK's would accept short forms such as {@code 10.1} and ask a name server about the rest. A
 * refusal is a {@link LiteralException} whose message is the reason, to be put behind the offending
 * text by whoever knows where it stood.
 */
@NullMarked
package io.packetframe.net;

import org.jspecify.annotations.NullMarked;
