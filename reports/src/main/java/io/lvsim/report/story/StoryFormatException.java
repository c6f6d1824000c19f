package io.lvsim.report.story;

/** A file is no story; the message says where and what was expected, without the file's name. */
public final class StoryFormatException extends Exception {
  private static final long serialVersionUID = 1;

  public StoryFormatException(String message) {
    super(message);
  }
}
