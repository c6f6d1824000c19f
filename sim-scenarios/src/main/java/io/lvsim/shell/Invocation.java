package io.lvsim.shell;

import io.lvsim.lab.Machine;
import io.lvsim.process.Process;
import java.util.List;

/**
 * One run of a command.
 *
 * @param name as typed, without a path
 * @param arguments behind the name
 * @param process the process it runs in: how it sleeps and waits
 */
public record Invocation(
    String name,
    List<String> arguments,
    Machine machine,
    Process process,
    ByteSource in,
    ByteSink out,
    ByteSink err,
    Variables variables) {}
