package io.lvsim.command.net.sysctl;

/** The usage text of procps 4.0.2. */
final class SysctlUsage {
  static final String TEXT =
      """

      Usage:
       sysctl [options] [variable[=value] ...]

      Options:
        -a, --all            display all variables
        -A                   alias of -a
        -X                   alias of -a
            --deprecated     include deprecated parameters to listing
            --dry-run        Print the key and values but do not write
        -b, --binary         print value without new line
        -e, --ignore         ignore unknown variables errors
        -N, --names          print variable names without values
        -n, --values         print only values of the given variable(s)
        -p, --load[=<file>]  read values from file
        -f                   alias of -p
            --system         read values from all system directories
        -r, --pattern <expression>
                             select setting that match expression
        -q, --quiet          do not echo variable set
        -w, --write          enable writing a value to variable
        -o                   does nothing
        -x                   does nothing
        -d                   alias of -h

       -h, --help     display this help and exit
       -V, --version  output version information and exit

      For more details see sysctl(8).
      """;

  private SysctlUsage() {}
}
