package io.packetframe.fastpath;

/** One change of one entry, on the way from what the kernel has to what it should have. */
sealed interface Step {
  /** Returns the map that is changed. */
  FastPathMap<?, ?> map();

  /** Under this key there is nothing yet. */
  record Add<K, V>(FastPathMap<K, V> map, K key, V value) implements Step {
    @Override
    public String toString() {
      return "add " + key + " to " + map.name();
    }
  }

  /** Under this key there is another value: it is replaced at once, and never absent. */
  record Update<K, V>(FastPathMap<K, V> map, K key, V value) implements Step {
    @Override
    public String toString() {
      return "update " + key + " in " + map.name();
    }
  }

  /** Nothing should be under this key. */
  record Remove<K, V>(FastPathMap<K, V> map, K key) implements Step {
    @Override
    public String toString() {
      return "remove " + key + " from " + map.name();
    }
  }
}
