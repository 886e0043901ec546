/**
 * The program in the guest: says hello, makes the guest a router, runs the shipped command and the
 * tests tagged {@code kernel}, tells the host everything as {@code wire} messages, and leaves.
 *
 * <p>It gets its work from files below {@code /etc/packetframe} of the guest: the nonce of the boot
 * (deleted before anything else runs), the commands, the test classes. The host side never imports
 * this package; it reaches the guest as part of the same jar.
 */
@NullMarked
package io.packetframe.verifier.guest;

import org.jspecify.annotations.NullMarked;
