package io.packetframe.verifier.kernel;

/**
 * A line of a source list.
 *
 * @param uri of the archive
 * @param suite in it
 * @param keyring a file whose keys must have signed it
 */
record AptSource(String uri, String suite, String keyring) {
  AptSource {
    for (String part : new String[] {uri, suite, keyring}) {
      if (part.isBlank() || part.chars().anyMatch(c -> c <= ' ' || c == '[' || c == ']')) {
        throw new IllegalArgumentException("not a part of a source line: '" + part + "'");
      }
    }
  }

  String line() {
    return "deb [signed-by=" + keyring + "] " + uri + " " + suite + " main";
  }
}
