package io.packetframe.monitor.windows;

import io.packetframe.PacketFrameException;
import io.packetframe.monitor.Measurement;
import io.packetframe.monitor.Monitor;
import io.packetframe.monitor.Readout;
import io.packetframe.monitor.Target;
import io.packetframe.sys.windows.EbpfApi;
import io.packetframe.sys.windows.EbpfAttributes;
import io.packetframe.sys.windows.EbpfCommand;
import io.packetframe.sys.windows.EbpfErrno;
import io.packetframe.sys.windows.EbpfResult;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A native image in the kernel, its links, and its maps of values. */
final class LoadedImage implements Monitor {
  private final EbpfApi api;
  private final Path file;
  private final ImageDescriptors descriptors;
  private final List<ImageProgram> programs;
  private final ImageValues values;
  private final List<Integer> links = new ArrayList<>();

  private LoadedImage(
      EbpfApi api,
      Path file,
      ImageDescriptors descriptors,
      List<ImageProgram> programs,
      ImageValues values) {
    this.api = api;
    this.file = file;
    this.descriptors = descriptors;
    this.programs = programs;
    this.values = values;
  }

  static LoadedImage load(EbpfApi api, Path file) throws PacketFrameException {
    ImageDescriptors descriptors = ImageDescriptors.load(api, file);
    try {
      List<ImageProgram> programs = new ArrayList<>();
      for (int fd : descriptors.programs()) {
        programs.add(ImageProgram.of(api, fd));
      }
      List<ImageMap> maps = new ArrayList<>();
      int cpus = cpus(api);
      for (int fd : descriptors.maps()) {
        maps.add(ImageMap.of(api, fd, cpus));
      }
      ImageValues values = ImageValues.of(maps);
      if (values.isEmpty()) {
        throw new PacketFrameException(
            file + " has no map of values: " + String.join("; ", values.remarks()));
      }
      return new LoadedImage(api, file, descriptors, programs, values);
    } catch (PacketFrameException e) {
      descriptors.close(api);
      throw e;
    }
  }

  private static int cpus(EbpfApi api) throws PacketFrameException {
    int cpus = api.possibleCpus();
    if (cpus <= 0) {
      throw new PacketFrameException(
          "how many processors there can be: "
              + (cpus < 0 ? EbpfErrno.text(cpus) : "no processor"));
    }
    return cpus;
  }

  @Override
  public void attach(Target target) throws PacketFrameException {
    Hook hook = Hook.of(target);
    ImageProgram program =
        programs.stream()
            .filter(each -> each.info().attachType().equals(hook.type().guid()))
            .findFirst()
            .or(() -> programs.stream().filter(each -> each.takesAnyHookOf(hook)).findFirst())
            .orElseThrow(
                () -> new PacketFrameException("no program of " + file + " fits " + target.text()));
    ByteBuffer link = EbpfAttributes.memory(Integer.BYTES).putInt(0, -1);
    int result = api.attach(program.fd(), hook.type().guid(), hook.parameters(), link);
    if (!EbpfResult.SUCCESS.isResult(result)) {
      throw new PacketFrameException(
          "program "
              + program.info().name()
              + " at "
              + target.text()
              + ": "
              + EbpfResult.text(result));
    }
    if (link.getInt(0) <= 0) {
      throw new PacketFrameException(
          "program " + program.info().name() + " at " + target.text() + ": no link came of it");
    }
    links.add(link.getInt(0));
  }

  @Override
  public Readout read() throws PacketFrameException {
    long now = System.nanoTime();
    List<Measurement> all = values.read();
    return new Readout(now, all);
  }

  @Override
  public List<String> remarks() {
    return values.remarks();
  }

  @Override
  public void close() {
    Collections.reverse(links);
    for (int link : links) {
      // Closing detaches too, unless somebody else has it open.
      int _ = api.bpf(EbpfCommand.LINK_DETACH, EbpfAttributes.linkDetach(link));
      int _ = api.closeFd(link);
    }
    links.clear();
    descriptors.close(api);
  }
}
