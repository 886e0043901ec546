package io.packetframe.oracle;

import java.io.IOException;

/** One of the two sides. */
interface Loader {
  /** Stands for all programs that an object has loaded by default. */
  String ALL = "*";

  /** Loads an object, or one program of it; holds it until {@link #unload}. */
  Answer load(CorpusObject object, String program) throws IOException;

  /** Closes what the last load made, if it made anything. */
  void unload() throws IOException;
}
