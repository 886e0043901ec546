package io.packetframe.host;

/** What a graphics device can be used for. */
public enum GpuCapability {
  /** It has a render node. */
  RENDER,
  /** NVIDIA's driver has it, and its library is installed. */
  CUDA,
  /** AMD's compute interface is there. */
  ROCM,
  /** A Vulkan driver for it is installed. */
  VULKAN,
  /** An OpenCL driver for it is installed. */
  OPENCL
}
