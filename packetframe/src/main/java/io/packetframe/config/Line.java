package io.packetframe.config;

import java.util.List;

/**
 * The words of one line, comment cut off.
 *
 * @param tokens the words, perhaps none
 * @param readable false if a word holds something that is not text; it has been reported
 */
record Line(List<Token> tokens, boolean readable) {}
