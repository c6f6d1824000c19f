package io.lvsim.question;

import io.lvsim.wire.Ipv4Address;
import io.lvsim.wire.MacAddress;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What came back to an {@link ArpQuestion}.
 *
 * @param answeredBy the MACs that answered, in order of arrival
 * @param asked whether the real server sent a request of its own
 * @param requestSender the sender address of that request
 * @param requestTarget the address that it asked for
 */
public record ArpAnswer(
    List<Long> answeredBy, boolean asked, int requestSender, int requestTarget) {
  public ArpAnswer {
    answeredBy = List.copyOf(answeredBy);
  }

  /** The answer's columns in a matrix, joined with commas. */
  public String text() {
    String macs = answeredBy.stream().map(MacAddress::format).collect(Collectors.joining(" "));
    return asked
        ? macs + "," + Ipv4Address.format(requestSender) + "," + Ipv4Address.format(requestTarget)
        : macs + ",,";
  }
}
