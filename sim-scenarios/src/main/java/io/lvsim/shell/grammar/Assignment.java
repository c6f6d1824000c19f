package io.lvsim.shell.grammar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code name=value}, {@code name[subscript]=value}, {@code name=(values)}; with {@code +=} too.
 *
 * @param subscript null for none
 * @param appending whether written with {@code +=}
 * @param value the value, or null when there is a list of elements
 * @param elements of {@code name=(...)}
 */
public record Assignment(
    String name,
    @Nullable Word subscript,
    boolean appending,
    @Nullable Word value,
    List<Element> elements,
    String source)
    implements Argument {

  /** One element of a list; its subscript is null when it follows the one before. */
  public record Element(@Nullable Word subscript, Word value) {}
}
