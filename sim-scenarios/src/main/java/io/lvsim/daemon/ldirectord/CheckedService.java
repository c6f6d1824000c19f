package io.lvsim.daemon.ldirectord;

/** What ldirectord can check a service for, with the ports that it takes for granted. */
enum CheckedService {
  DNS("dns", 53),
  FTP("ftp", 21),
  HTTP("http", 80),
  HTTPS("https", 443),
  HTTP_PROXY("http_proxy", 3128),
  IMAP("imap", 143),
  IMAPS("imaps", 993),
  LDAP("ldap", 389),
  LDAPS("ldaps", 636),
  MYSQL("mysql", 3306),
  NNTP("nntp", 119),
  NONE("none", 0),
  ORACLE("oracle", 1521),
  POP("pop", 110),
  POPS("pops", 995),
  RADIUS("radius", 1812),
  PGSQL("pgsql", 5432),
  SIMPLETCP("simpletcp", 0),
  SIP("sip", 5060),
  SMTP("smtp", 25),
  SUBMISSION("submission", 587);

  private final String name;
  private final int port;

  CheckedService(String name, int port) {
    this.name = name;
    this.port = port;
  }

  static boolean exists(String name) {
    for (CheckedService each : values()) {
      if (each.name.equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** Its port, or 0. */
  static int portOf(String name) {
    for (CheckedService each : values()) {
      if (each.name.equals(name)) {
        return each.port;
      }
    }
    return 0;
  }

  /** The service usual at a port, or none. */
  static String at(int port) {
    for (CheckedService each : values()) {
      if (each.port == port && port != 0) {
        return each.name;
      }
    }
    return NONE.name;
  }
}
