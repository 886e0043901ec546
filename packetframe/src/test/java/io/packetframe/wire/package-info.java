/**
 * The fast path on the wire: frames sent into a router of the test's own and captured behind it,
 * for each kind of tag that comes in against each kind of device that sends.
 *
 * <pre>
 *   sender ==== port                         wire ==== receiver
 *   far0        in0   native,  offload as found    \
 *   far1        in1   generic, offload as found     }  out0  end0
 *   far2        in2   native,  offload off         \
 *   far3        in3   generic, offload off          }  out1  end1
 *
 *   above each in:   .5 (802.1Q)  .7 (802.1ad)  .7.8 (802.1Q on that)
 *   above each out:  .5 and .6 (802.1Q)  .9 (802.1ad)  .10.11 (802.1Q on 802.1ad)
 * </pre>
 *
 * <p>One namespace holds both ends: nobody but the test listens at a sender or a receiver, whose
 * MAC addresses are not those of the neighbours that the router knows. The product loads, fills and
 * attaches as it does for an operator, from a config. Expected frames are written by the codec of
 * {@code packet} from what the topology says, and neither by the program nor by its model.
 */
@NullMarked
package io.packetframe.wire;

import org.jspecify.annotations.NullMarked;
