package io.packetframe.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.config.Config;
import io.packetframe.config.ConfigFile;
import io.packetframe.config.GlobalSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the pins and the state files are: as a config says, which need not fit this host any more.
 */
final class ModuleRoots {
  private ModuleRoots() {}

  /**
   * Returns the settings of a config; the defaults where there is none.
   *
   * @throws PacketFrameException if it cannot be read, or is wrong
   */
  static GlobalSettings of(Optional<Path> file) throws PacketFrameException {
    if (file.isEmpty()) {
      return GlobalSettings.DEFAULTS;
    }
    if (ConfigFile.read(file.get()) instanceof Config config) {
      return config.settings();
    }
    throw new PacketFrameException(
        file.get() + " is not valid",
        "`packetframe check --offline --config FILE` lists what is wrong",
        null);
  }
}
