package io.lvsim.shell;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The table of the commands that the shell does itself. */
final class Builtins {
  private static final TreeMap<String, Builtin> TABLE = new TreeMap<>();

  static {
    TABLE.put(":", (shell, call) -> 0);
    TABLE.put("true", (shell, call) -> 0);
    TABLE.put("false", (shell, call) -> 1);
    TABLE.put("echo", OutputBuiltins::echo);
    TABLE.put("printf", OutputBuiltins::printf);
    TABLE.put("break", FlowBuiltins::leaveLoop);
    TABLE.put("continue", FlowBuiltins::leaveLoop);
    TABLE.put("return", FlowBuiltins::leaveFunction);
    TABLE.put("exit", FlowBuiltins::exit);
    TABLE.put("logout", FlowBuiltins::exit);
    TABLE.put("eval", FlowBuiltins::eval);
    TABLE.put("source", FlowBuiltins::source);
    TABLE.put(".", FlowBuiltins::source);
    TABLE.put("trap", TrapBuiltin::trap);
    TABLE.put("cd", DirectoryBuiltins::changeDirectory);
    TABLE.put("pwd", DirectoryBuiltins::printDirectory);
    TABLE.put("umask", DirectoryBuiltins::umask);
    TABLE.put("declare", DeclareBuiltin::declare);
    TABLE.put("typeset", DeclareBuiltin::declare);
    TABLE.put("local", DeclareBuiltin::declare);
    TABLE.put("export", DeclareBuiltin::declare);
    TABLE.put("readonly", DeclareBuiltin::declare);
    TABLE.put("unset", VariableBuiltins::unset);
    TABLE.put("shift", VariableBuiltins::shift);
    TABLE.put("let", VariableBuiltins::let);
    TABLE.put("getopts", VariableBuiltins::getopts);
    TABLE.put("read", ReadBuiltin::read);
    TABLE.put("mapfile", ReadBuiltin::readArray);
    TABLE.put("readarray", ReadBuiltin::readArray);
    TABLE.put("set", Options::set);
    TABLE.put("shopt", Options::shopt);
    TABLE.put("test", TestBuiltin::test);
    TABLE.put("[", TestBuiltin::test);
    TABLE.put("type", LookupBuiltins::type);
    TABLE.put("command", LookupBuiltins::command);
    TABLE.put("builtin", LookupBuiltins::builtin);
    TABLE.put("hash", (shell, call) -> 0);
    TABLE.put("jobs", JobBuiltins::jobs);
    TABLE.put("wait", JobBuiltins::waitFor);
    TABLE.put("kill", JobBuiltins::kill);
    TABLE.put("fg", JobBuiltins::noJobControl);
    TABLE.put("bg", JobBuiltins::noJobControl);
    TABLE.put("disown", (shell, call) -> 0);
    TABLE.put("times", OutputBuiltins::times);
    TABLE.put("exec", LookupBuiltins::exec);
  }

  private Builtins() {}

  static @Nullable Builtin find(String name) {
    return TABLE.get(name);
  }
}
