package io.packetframe.sys.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our numbers, held to the headers of mingw-w64 by a compiler that makes programs of Windows. */
class WindowsLayoutTest {
  private static final Path HEADERS = Path.of("/usr/x86_64-w64-mingw32/include");

  @TempDir private Path directory = Path.of("");

  @Test
  void numbersAreThoseOfTheHeaders() throws Exception {
    List<String> program =
        List.of(
            "#include <stddef.h>",
            "#include <windows.h>",
            "#include <winioctl.h>",
            "#include <setupapi.h>",
            number("IOCTL_STORAGE_QUERY_PROPERTY", StorageQuery.CODE),
            number("StorageDeviceProperty", StorageQuery.DEVICE_PROPERTY),
            number("StorageDeviceSeekPenaltyProperty", StorageQuery.SEEK_PENALTY_PROPERTY),
            number("PropertyStandardQuery", 0),
            size("STORAGE_PROPERTY_QUERY", StorageQuery.QUERY_BYTES),
            offset("STORAGE_PROPERTY_QUERY", "PropertyId", StorageQuery.QUERY_PROPERTY_ID),
            size("STORAGE_DEVICE_DESCRIPTOR", StorageQuery.DEVICE_BYTES),
            offset(
                "STORAGE_DEVICE_DESCRIPTOR", "VendorIdOffset", StorageQuery.DEVICE_VENDOR_OFFSET),
            offset(
                "STORAGE_DEVICE_DESCRIPTOR", "ProductIdOffset", StorageQuery.DEVICE_PRODUCT_OFFSET),
            offset("STORAGE_DEVICE_DESCRIPTOR", "BusType", StorageQuery.DEVICE_BUS_TYPE),
            size("DEVICE_SEEK_PENALTY_DESCRIPTOR", StorageQuery.PENALTY_BYTES),
            offset(
                "DEVICE_SEEK_PENALTY_DESCRIPTOR", "IncursSeekPenalty", StorageQuery.PENALTY_INCURS),
            number("BusTypeUsb", BusType.USB),
            number("BusTypeiScsi", BusType.ISCSI),
            number("BusTypeSd", BusType.SD),
            number("BusTypeMmc", BusType.MMC),
            number("BusTypeVirtual", BusType.VIRTUAL),
            number("BusTypeFileBackedVirtual", BusType.FILE_BACKED_VIRTUAL),
            number("BusTypeSpaces", BusType.SPACES),
            number("BusTypeNvme", BusType.NVME),
            number("BusTypeUfs", BusType.UFS),
            size("SP_DEVINFO_DATA", DeviceInformation.BYTES),
            offset("SP_DEVINFO_DATA", "cbSize", DeviceInformation.OWN_SIZE),
            number("SPDRP_DEVICEDESC", DeviceInformation.DESCRIPTION),
            number("SPDRP_HARDWAREID", DeviceInformation.HARDWARE_IDS),
            number("SPDRP_SERVICE", DeviceInformation.SERVICE),
            number("SPDRP_DRIVER", DeviceInformation.DRIVER_KEY),
            number("SPDRP_MFG", DeviceInformation.MAKER),
            number("SPDRP_BUSNUMBER", DeviceInformation.BUS_NUMBER),
            number("SPDRP_ADDRESS", DeviceInformation.ADDRESS),
            number("DIGCF_PRESENT", JnaWindowsCalls.PRESENT),
            number("RRF_RT_ANY", JnaWindowsCalls.ANY_TYPE),
            number("OPEN_EXISTING", JnaWindowsCalls.OPEN_EXISTING),
            number("FILE_SHARE_READ | FILE_SHARE_WRITE", JnaWindowsCalls.SHARE_READ_AND_WRITE),
            size("void *", Long.BYTES));
    assertThat(complaints(program)).isEmpty();
    assertThat(complaints(List.of(program.get(0), number("sizeof(void *)", Integer.BYTES))))
        .as("a wrong number is told of")
        .contains("static assertion failed");
  }

  private String complaints(List<String> program) throws Exception {
    assumeThat(HEADERS).as("mingw-w64's headers (package mingw-w64-x86-64-dev)").isDirectory();
    Path source = Files.write(directory.resolve("layout.c"), program);
    Path output = directory.resolve("clang.txt");
    ProcessBuilder clang =
        new ProcessBuilder(
                "clang-19",
                "--target=x86_64-w64-mingw32",
                "-std=c11",
                "-fsyntax-only",
                "-isystem",
                HEADERS.toString(),
                source.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    try {
      clang.start().waitFor();
    } catch (IOException e) {
      Assumptions.abort("clang-19 does not run here: " + e.getMessage());
    }
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  private static String number(String theirs, int ours) {
    return "_Static_assert((" + theirs + ") == " + ours + ", \"" + theirs + "\");";
  }

  private static String size(String type, int ours) {
    return number("sizeof(" + type + ")", ours);
  }

  private static String offset(String type, String member, int ours) {
    return number("offsetof(" + type + ", " + member + ")", ours);
  }
}
