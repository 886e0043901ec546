package io.packetframe.host.linux;

import io.packetframe.host.GpuCapability;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What there is evidence for that a graphics device can be used for. */
final class GpuCapabilities {
  private static final List<String> CUDA =
      List.of(
          "/usr/lib/x86_64-linux-gnu/libcuda.so.1",
          "/usr/lib/aarch64-linux-gnu/libcuda.so.1",
          "/usr/lib64/libcuda.so.1",
          "/usr/lib/libcuda.so.1");

  private static final List<String> VULKAN =
      List.of("/usr/share/vulkan/icd.d", "/etc/vulkan/icd.d");
  private static final List<String> OPENCL = List.of("/etc/OpenCL/vendors");

  /** What the files begin with that name the driver library for a kernel driver. */
  private static final Map<String, List<String>> VULKAN_FILES =
      Map.of(
          "nvidia", List.of("nvidia_"),
          "amdgpu", List.of("radeon_", "amd_"),
          "i915", List.of("intel_"),
          "xe", List.of("intel_"),
          "nouveau", List.of("nouveau_"),
          "virtio-pci", List.of("virtio_", "gfxstream_"),
          "panfrost", List.of("panfrost_"),
          "v3d", List.of("broadcom_"));

  private static final Map<String, List<String>> OPENCL_FILES =
      Map.of(
          "nvidia", List.of("nvidia"),
          "amdgpu", List.of("amdocl"),
          "i915", List.of("intel"),
          "xe", List.of("intel"));

  private final HostFiles files;

  GpuCapabilities(HostFiles files) {
    this.files = files;
  }

  /** Returns those of a device with that driver and those nodes. */
  Set<GpuCapability> of(String driver, List<String> nodes) {
    Set<GpuCapability> found = EnumSet.noneOf(GpuCapability.class);
    boolean renders = nodes.stream().anyMatch(node -> node.startsWith("renderD"));
    if (renders) {
      found.add(GpuCapability.RENDER);
    }
    if (driver.equals("nvidia")
        && files.exists("/proc/driver/nvidia/version")
        && CUDA.stream().anyMatch(files::exists)) {
      found.add(GpuCapability.CUDA);
    }
    if (driver.equals("amdgpu") && files.exists("/dev/kfd")) {
      found.add(GpuCapability.ROCM);
    }
    if (renders && hasFile(VULKAN, VULKAN_FILES.getOrDefault(driver, List.of()))) {
      found.add(GpuCapability.VULKAN);
    }
    if (hasFile(OPENCL, OPENCL_FILES.getOrDefault(driver, List.of()))) {
      found.add(GpuCapability.OPENCL);
    }
    return found;
  }

  private boolean hasFile(List<String> directories, List<String> beginnings) {
    for (String directory : directories) {
      for (String name : files.list(directory).optional().orElse(List.of())) {
        if (beginnings.stream().anyMatch(name::startsWith)) {
          return true;
        }
      }
    }
    return false;
  }
}
