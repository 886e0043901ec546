package io.packetframe.config;

/**
 * Where something stands in a config text.
 *
 * @param line from 1; 0 for what belongs to the file as a whole
 * @param column from 1, in code points; 0 with line 0
 * @param length how many code points from there on are meant; 0 with line 0
 */
public record Position(int line, int column, int length) implements Comparable<Position> {
  /** The file as a whole, where no line is to blame. */
  public static final Position WHOLE_FILE = new Position(0, 0, 0);

  /** Checks that the position is one, or {@link #WHOLE_FILE}. */
  public Position {
    boolean wholeFile = line == 0 && column == 0 && length == 0;
    if (!wholeFile && (line < 1 || column < 1 || length < 1)) {
      throw new IllegalArgumentException("line, column and length start at 1");
    }
  }

  /** By line, then by column. */
  @Override
  public int compareTo(Position other) {
    int byLine = Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }
}
