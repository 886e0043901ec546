/** Results for others: JUnit's XML and Markdown for build servers, a page for people. */
@NullMarked
package io.packetframe.verifier.report;

import org.jspecify.annotations.NullMarked;
