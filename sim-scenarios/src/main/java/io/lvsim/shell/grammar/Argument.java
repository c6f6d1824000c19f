package io.lvsim.shell.grammar;

/** What may stand behind a command's name: a word, or an assignment behind local, export ... */
public sealed interface Argument permits Word, Assignment {}
