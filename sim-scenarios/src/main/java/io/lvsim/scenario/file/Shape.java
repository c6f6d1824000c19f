package io.lvsim.scenario.file;

import java.util.List;

/**
 * Which fields a mapping may have.
 *
 * @param name as in the JSON schema's definitions
 * @param article with which messages name it, such as {@code a step}
 */
record Shape(String name, String article, List<String> fields) {
  Shape(String name, String article, String... fields) {
    this(name, article, List.of(fields));
  }
}
