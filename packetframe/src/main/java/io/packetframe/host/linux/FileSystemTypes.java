package io.packetframe.host.linux;

import java.util.Set;

/** What the names of file systems mean. */
final class FileSystemTypes {
  /** Windows into the kernel, and what mounts others when it is touched: no room to speak of. */
  private static final Set<String> PSEUDO =
      Set.of(
          "autofs",
          "bdev",
          "binder",
          "binfmt_misc",
          "bpf",
          "cgroup",
          "cgroup2",
          "configfs",
          "cpuset",
          "debugfs",
          "devpts",
          "devtmpfs",
          "efivarfs",
          "fuse.gvfsd-fuse",
          "fuse.lxcfs",
          "fuse.portal",
          "fusectl",
          "hugetlbfs",
          "mqueue",
          "nfsd",
          "nsfs",
          "proc",
          "pstore",
          "resctrl",
          "rpc_pipefs",
          "securityfs",
          "selinuxfs",
          "smackfs",
          "sysfs",
          "tracefs",
          "xenfs");

  private static final Set<String> NETWORK =
      Set.of(
          "9p",
          "acfs",
          "afs",
          "beegfs",
          "ceph",
          "cifs",
          "coda",
          "fuse.ceph",
          "fuse.davfs",
          "fuse.glusterfs",
          "fuse.rclone",
          "fuse.s3fs",
          "fuse.sshfs",
          "glusterfs",
          "gpfs",
          "lustre",
          "ncpfs",
          "nfs",
          "nfs4",
          "orangefs",
          "smb3",
          "smbfs");

  private FileSystemTypes() {}

  static boolean isPseudo(String type) {
    return PSEUDO.contains(type);
  }

  static boolean isNetwork(String type) {
    return NETWORK.contains(type);
  }

  static boolean isMemory(String type) {
    // rootfs, which an initramfs is unpacked to, is one of the others by another name.
    return type.equals("tmpfs") || type.equals("ramfs") || type.equals("rootfs");
  }

  /** Tells whether somebody outside this kernel has to answer for it, who may be gone. */
  static boolean mayBeDead(String type) {
    return isNetwork(type) || type.equals("fuse") || type.startsWith("fuse.");
  }
}
