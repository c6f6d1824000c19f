package io.lvsim.command.ipvsadm;

import io.lvsim.host.Errno;
import io.lvsim.host.HostException;
import io.lvsim.ipvs.Ipvs;
import io.lvsim.ipvs.ListedService;
import io.lvsim.lab.NameService;
import io.lvsim.shell.Command;
import io.lvsim.shell.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** ipvsadm 1.31 on the machine's IPVS. */
final class Ipvsadm implements Command {
  private static final int FAILED = 255;

  @Override
  public int run(Invocation call) {
    NameService names = new NameService(call.files());
    try {
      if (call.arguments().isEmpty()) {
        list(call, new TableListing(new EndpointNames(names), Set.of()));
        return 0;
      }
      return process(call, call.arguments(), names, false);
    } catch (Exit exit) {
      call.out().print(exit.output());
      call.err().print(exit.lastWords());
      return exit.status();
    }
  }

  private static int process(
      Invocation call, List<String> words, NameService names, boolean restoring) throws Exit {
    Request request;
    try {
      request = CommandLine.read(words, names);
    } catch (PoptReader.Misread misread) {
      call.err().println(String.valueOf(misread.getMessage()));
      return FAILED;
    }
    Action action = request.action();
    return switch (action) {
      case LIST -> show(call, request, names);
      case SAVE -> save(call, request, names);
      case RESTORE -> restore(call, names, restoring);
      default -> change(call, action, request);
    };
  }

  private static int show(Invocation call, Request request, NameService names) throws Exit {
    Ipvs ipvs = call.net().ipvs();
    EndpointNames endpoints = new EndpointNames(request.numeric() ? null : names);
    Set<Modifier> given = request.given;
    if (given.contains(Modifier.CONNECTION)) {
      boolean engines = given.contains(Modifier.PERSISTENT_CONN);
      call.out().print(ConnectionListing.of(ipvs.listed(true).connections(), endpoints, engines));
    } else if (given.contains(Modifier.SERVICE)) {
      ListedService service = find(ipvs, request);
      call.out().print(new TableListing(endpoints, given).one(service));
    } else if (given.contains(Modifier.TIMEOUT)) {
      int[] seconds = ipvs.timeouts();
      call.out()
          .println("Timeout (tcp tcpfin udp): " + seconds[0] + " " + seconds[1] + " " + seconds[2]);
    } else if (given.contains(Modifier.DAEMON)) {
      call.out().print(SyncDaemonRequest.list(ipvs.syncDaemons()));
    } else {
      list(call, new TableListing(endpoints, given));
    }
    return 0;
  }

  private static ListedService find(Ipvs ipvs, Request request) throws Exit {
    if (request.serviceIsIpv6) {
      throw Exit.failed(1, KernelAnswer.NO_IPV6);
    }
    for (ListedService service : ipvs.listed(false).services()) {
      if (service.key().equals(request.key())) {
        return service;
      }
    }
    throw Exit.failed(1, KernelAnswer.text(Action.LIST, Errno.ESRCH));
  }

  private static void list(Invocation call, TableListing listing) {
    call.out().print(listing.all(call.net().ipvs()));
  }

  private static int save(Invocation call, Request request, NameService names) {
    EndpointNames endpoints = new EndpointNames(request.numeric() ? null : names);
    call.out().print(new TableListing(endpoints, request.given).rules(call.net().ipvs()));
    return 0;
  }

  /** Runs each line of standard input; the status is that of the last. */
  private static int restore(Invocation call, NameService names, boolean restoring) throws Exit {
    if (restoring) {
      throw Exit.tryHelp();
    }
    int status = 0;
    for (String line = call.in().readLine(); line != null; line = call.in().readLine()) {
      List<String> words = words(line);
      if (!words.isEmpty()) {
        status = process(call, words, names, true);
      }
    }
    return status;
  }

  /** A word {@code ipvsadm} does not count, wherever it stands; there are no quotes. */
  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    for (String word : line.split("[ \\t\\r]+")) {
      if (!word.isEmpty() && !word.equals("ipvsadm")) {
        words.add(word);
      }
    }
    return words;
  }

  private static int change(Invocation call, Action action, Request request) {
    try {
      if (request.serviceIsIpv6 || request.serverIsIpv6) {
        call.err().println(KernelAnswer.NO_IPV6);
        return FAILED;
      }
      change(call.net().ipvs(), action, request);
      return 0;
    } catch (HostException refused) {
      call.err().println(KernelAnswer.text(action, refused.errno()));
      return FAILED;
    }
  }

  static void change(Ipvs ipvs, Action action, Request request) throws HostException {
    switch (action) {
      case ADD_SERVICE -> ipvs.addService(request.key(), request.serviceConfig());
      case EDIT_SERVICE -> ipvs.editService(request.key(), request.serviceConfig());
      case DELETE_SERVICE -> ipvs.deleteService(request.key());
      case FLUSH -> ipvs.flush();
      case ADD_SERVER ->
          ipvs.addServer(
              request.key(), request.serverAddress, request.serverPort, request.serverConfig());
      case EDIT_SERVER ->
          ipvs.editServer(
              request.key(), request.serverAddress, request.serverPort, request.serverConfig());
      case DELETE_SERVER ->
          ipvs.deleteServer(request.key(), request.serverAddress, request.serverPort);
      case ZERO -> ipvs.zero(request.given.contains(Modifier.SERVICE) ? request.key() : null);
      case SET -> ipvs.setTimeouts(request.timeouts[0], request.timeouts[1], request.timeouts[2]);
      case START_DAEMON -> request.daemon.start(ipvs.syncDaemons());
      case STOP_DAEMON -> request.daemon.stop(ipvs.syncDaemons());
      default -> throw new IllegalStateException(action + " changes nothing");
    }
  }
}
