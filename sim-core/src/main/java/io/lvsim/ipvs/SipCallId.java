package io.lvsim.ipvs;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds the Call-ID of a SIP message, by which the persistence engine sip tells dialogues apart
 * (ip_vs_sip_fill_param, ct_sip_get_header). The header is looked for behind the first line end;
 * its compact form is i.
 */
final class SipCallId {
  /** IP_VS_PEDATA_MAXLEN. */
  private static final int LONGEST = 255;

  private static final String NAME = "call-id";
  private static final String OTHER_WORD_CHARACTERS = "-.!%*_+`'~()<>:\\\"/[]?{}";

  private SipCallId() {}

  /** The Call-ID in bytes from one place to before another; null if there is none that counts. */
  static @Nullable String find(byte[] bytes, int from, int end) {
    int at = from;
    while (true) {
      int valueAt = valueAfter(bytes, at, end);
      if (valueAt < 0) {
        return null;
      }
      int length = valueLength(bytes, valueAt, end);
      if (length > 0) {
        return isWhole(bytes, valueAt + length, length, end)
            ? new String(bytes, valueAt, length, StandardCharsets.ISO_8859_1)
            : null;
      }
      at = valueAt;
    }
  }

  private static boolean isWhole(byte[] bytes, int behind, int length, int end) {
    return length <= LONGEST && behind < end && isLineEnd(bytes[behind]);
  }

  /** Where the value of the next such header begins, -1 if there is none. */
  private static int valueAfter(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end) {
      if (!isLineEnd(bytes[at])) {
        at++;
        continue;
      }
      int lineAt = at + (bytes[at] == '\r' && at + 1 < end && bytes[at + 1] == '\n' ? 2 : 1);
      int nameLength = nameLength(bytes, lineAt, end);
      if (nameLength > 0) {
        return behindColon(bytes, lineAt + nameLength, end);
      }
      at = lineAt + 1;
    }
    return -1;
  }

  /** The length of the header's name if a line begins with it; 0 if it does not. */
  private static int nameLength(byte[] bytes, int at, int end) {
    if (end - at >= NAME.length()
        && new String(bytes, at, NAME.length(), StandardCharsets.ISO_8859_1)
            .equalsIgnoreCase(NAME)) {
      return NAME.length();
    }
    boolean compact =
        end - at >= 2 && (bytes[at] == 'i' || bytes[at] == 'I') && !isLetter(bytes[at + 1]);
    return compact ? 1 : 0;
  }

  private static int behindColon(byte[] bytes, int from, int end) {
    int at = behindSpace(bytes, from, end);
    if (at < 0 || bytes[at] != ':' || at + 1 >= end) {
      return -1;
    }
    return behindSpace(bytes, at + 1, end);
  }

  /** Goes over blanks and folded line ends; -1 if nothing but them is left of the header. */
  private static int behindSpace(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end) {
      if (bytes[at] == ' ') {
        at++;
      } else if (isLineEnd(bytes[at])) {
        int next = at + (bytes[at] == '\r' && at + 1 < end && bytes[at + 1] == '\n' ? 2 : 1);
        if (next >= end || bytes[next] != ' ' && bytes[next] != '\t') {
          return -1;
        }
        at = next + 1;
      } else {
        return at;
      }
    }
    return -1;
  }

  /** A word, or two with an at sign between them (callid_len). */
  private static int valueLength(byte[] bytes, int at, int end) {
    int word = wordLength(bytes, at, end);
    int behind = at + word;
    if (word == 0 || behind == end || bytes[behind] != '@') {
      return word;
    }
    int host = wordLength(bytes, behind + 1, end);
    return host == 0 ? 0 : word + 1 + host;
  }

  private static int wordLength(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && isWordCharacter(bytes[at])) {
      at++;
    }
    return at - from;
  }

  private static boolean isWordCharacter(byte value) {
    return isLetter(value)
        || value >= '0' && value <= '9'
        || value > 0 && OTHER_WORD_CHARACTERS.indexOf(value) >= 0;
  }

  private static boolean isLetter(byte value) {
    return value >= 'a' && value <= 'z' || value >= 'A' && value <= 'Z';
  }

  private static boolean isLineEnd(byte value) {
    return value == '\r' || value == '\n';
  }
}
