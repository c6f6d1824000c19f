package io.lvsim.command.ipvsadm;

import io.lvsim.host.HostException;
import io.lvsim.ipvs.Ipvs;
import io.lvsim.lab.NameService;
import io.lvsim.lab.NetworkNamespace;
import java.util.List;

/** A table as {@code ipvsadm -Sn} saves it, read line by line into an IPVS. */
public final class SavedRules {
  private SavedRules() {}

  /** A line that ipvsadm would refuse. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    Refused(int line, String words) {
      super(words);
      this.line = line;
    }

    /** From 1. */
    public int line() {
      return line;
    }
  }

  /**
   * Carries out every line. Empty lines and those that begin with {@code #} are passed over, as
   * ipvsadm-restore does.
   *
   * @throws Refused for the first line that is refused, in the words of ipvsadm
   */
  public static void restore(String text, NetworkNamespace net) throws Refused {
    NameService names = new NameService(net.files());
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      List<String> words = Ipvsadm.words(line);
      if (!words.isEmpty() && !line.startsWith("#")) {
        restore(words, names, net.ipvs(), number);
      }
    }
  }

  private static void restore(List<String> words, NameService names, Ipvs ipvs, int number)
      throws Refused {
    Action action = Action.LIST;
    try {
      Request request = CommandLine.read(words, names);
      action = request.action();
      if (action == Action.LIST || action == Action.SAVE || action == Action.RESTORE) {
        throw new Refused(
            number, "'" + words.getFirst() + "' is no rule; ipvsadm -Sn saves -A, -a");
      }
      if (request.serviceIsIpv6 || request.serverIsIpv6) {
        throw new Refused(number, KernelAnswer.NO_IPV6);
      }
      Ipvsadm.change(ipvs, action, request);
    } catch (PoptReader.Misread misread) {
      throw new Refused(number, String.valueOf(misread.getMessage()));
    } catch (Exit exit) {
      String said = (exit.output() + exit.lastWords()).strip();
      throw new Refused(number, said.lines().findFirst().orElse("this is no rule"));
    } catch (HostException refused) {
      throw new Refused(number, KernelAnswer.text(action, refused.errno()));
    }
  }
}
