/** Results for other programs: JUnit's XML, which every build server draws. */
@NullMarked
package io.packetframe.verifier.report;

import org.jspecify.annotations.NullMarked;
