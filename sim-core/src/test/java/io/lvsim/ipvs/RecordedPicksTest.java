package io.lvsim.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lvsim.wire.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** rr and wrr pick, request by request, whom a real kernel picked (case sched-rr-wrr). */
class RecordedPicksTest {
  private static final int CLIENT = Ipv4Address.parse("192.168.2.10");

  private final DirectorLab lab = new DirectorLab();
  private final Ipvsadm ipvsadm = new Ipvsadm(lab.ipvs);
  private String option = "";
  private int port = 8000;
  private int clientPort = 20000;

  @ParameterizedTest
  @ValueSource(strings = {"picks-t", "picks-u", "edits-t", "edits-u"})
  void picksAsTheKernelDid(String recording) {
    option = recording.endsWith("t") ? "-t" : "-u";
    List<String> said = new ArrayList<>();
    List<String> recorded =
        Recorded.lines("sched-rr-wrr/" + recording + ".txt").stream()
            .filter(line -> line.contains(" => "))
            .toList();
    for (String line : recorded) {
      String[] sides = line.split(" => ");
      change(sides[0]);
      said.add(sides[0] + " => " + picks(sides[1].split(" ").length));
    }
    assertThat(said).containsExactlyElementsOf(recorded).hasSizeGreaterThan(15);
  }

  /** Makes a service, or changes one, as a line's left side says. */
  private void change(String what) {
    String[] words = what.replace(", no real server", "").replaceAll(" w(\\d)", " $1").split(" ");
    String service = option + " 192.168.2.188:" + port;
    switch (words[0]) {
      case "edit", "add", "del" -> {
        String command = words[0].equals("del") ? "-d" : words[0].equals("add") ? "-a" : "-e";
        String weight = words.length > 2 ? " -w " + words[2] : "";
        ipvsadm.run(command + " " + service + " -r 192.168.2." + words[1] + " -g" + weight);
      }
      case "service" -> ipvsadm.run("-E " + service + " -s " + words[3]);
      default -> newService(words);
    }
  }

  private void newService(String[] words) {
    port++;
    String service = option + " 192.168.2.188:" + port;
    ipvsadm.run("-A " + service + " -s " + words[0].replace(",", " "));
    for (int i = 1; i < words.length; i++) {
      ipvsadm.run("-a " + service + " -r 192.168.2." + (190 + i) + " -g -w " + words[i]);
    }
  }

  private String picks(int count) {
    List<String> picks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clientPort++;
      picks.add(
          option.equals("-t")
              ? lab.tcp(CLIENT, clientPort, DirectorLab.VIP, port)
              : lab.udp(CLIENT, clientPort, DirectorLab.VIP, port));
    }
    return String.join(" ", picks);
  }
}
