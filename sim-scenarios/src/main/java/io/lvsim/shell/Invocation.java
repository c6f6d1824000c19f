package io.lvsim.shell;

import io.lvsim.files.FileTree;
import io.lvsim.files.Paths;
import io.lvsim.host.HostException;
import io.lvsim.lab.Machine;
import io.lvsim.lab.NetworkNamespace;
import io.lvsim.process.Process;
import java.util.List;

/**
 * One run of a command.
 *
 * @param name as typed, without a path
 * @param arguments behind the name
 * @param net the network namespace it runs in
 * @param process the process it runs in: how it sleeps and waits
 * @param variables what is exported, and PWD
 */
public record Invocation(
    String name,
    List<String> arguments,
    NetworkNamespace net,
    Process process,
    ByteSource in,
    ByteSink out,
    ByteSink err,
    Variables variables) {

  /** The machine it runs on. */
  public Machine machine() {
    return net.machine();
  }

  /** The files that it sees: the machine's, with its namespace's /proc/net and /proc/sys. */
  public FileTree files() {
    return net.files();
  }

  /** The absolute path of a file that was named relative to the current directory. */
  public String path(String file) {
    String directory = variables.get("PWD");
    String path = Paths.resolve(directory == null ? "/" : directory, file);
    return file.endsWith("/") && !path.equals("/") ? path + "/" : path;
  }

  /**
   * Opens a file for reading; {@code -} and /dev/stdin are standard input.
   *
   * @throws HostException ENOENT, ENOTDIR, EISDIR
   */
  public ByteSource open(String file) throws HostException {
    if (file.equals("-") || file.equals("/dev/stdin")) {
      return in;
    }
    return new FileChannel(files().openForReading(path(file)), budget());
  }

  /**
   * Opens a file for writing; /dev/stdout and /dev/stderr are this command's own.
   *
   * @throws HostException EISDIR, ENOENT (no such directory), ENOTDIR, EACCES
   */
  public ByteSink create(String file, boolean appending) throws HostException {
    return switch (file) {
      case "/dev/stdout" -> out;
      case "/dev/stderr" -> err;
      default -> new FileChannel(files().openForWriting(path(file), appending), budget());
    };
  }

  /** Whether standard input is a file, so that its size is known before it is read. */
  public boolean readsFile() {
    return in instanceof FileChannel;
  }

  /** The same run with another command and other arguments. */
  public Invocation with(String otherName, List<String> otherArguments) {
    return new Invocation(otherName, otherArguments, net, process, in, out, err, variables);
  }

  /** The same run with other input. */
  public Invocation withInput(ByteSource other) {
    return new Invocation(name, arguments, net, process, other, out, err, variables);
  }

  /** The same run with another standard output. */
  public Invocation withOutput(ByteSink other) {
    return new Invocation(name, arguments, net, process, in, other, err, variables);
  }

  /** The same run in another network namespace. */
  public Invocation inNamespace(NetworkNamespace other) {
    return new Invocation(name, arguments, other, process, in, out, err, variables);
  }

  /** The same run in another process. */
  public Invocation inProcess(Process other) {
    return new Invocation(name, arguments, net, other, in, out, err, variables);
  }

  /** The same run with other exported variables. */
  public Invocation withVariables(Variables others) {
    return new Invocation(name, arguments, net, process, in, out, err, others);
  }

  private Budget budget() {
    return new Budget(process.simulation());
  }
}
