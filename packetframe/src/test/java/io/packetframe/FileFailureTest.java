package io.packetframe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@NullMarked
class FileFailureTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        arguments(new NoSuchFileException("f"), "no such file or directory"),
        arguments(new AccessDeniedException("f"), "permission denied"),
        arguments(new FileAlreadyExistsException("f"), "it is there already"),
        arguments(new NotDirectoryException("f"), "not a directory"),
        arguments(new DirectoryNotEmptyException("f"), "directory not empty"),
        arguments(
            new FileSystemException("f", null, "Operation not permitted"),
            "Operation not permitted"),
        arguments(new IOException("longer than 5 bytes"), "longer than 5 bytes"),
        arguments(new IOException("a\nb\u001b"), "a\\u{a}b\\u{1b}"),
        arguments(new IOException((String) null), "IOException"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void eachHasWords(IOException failure, String words) {
    assertThat(FileFailure.reason(failure)).isEqualTo(words);
  }
}
