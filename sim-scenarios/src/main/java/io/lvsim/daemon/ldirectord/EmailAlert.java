package io.lvsim.daemon.ldirectord;

/** Alerts by mail: they are logged, and it is logged that no mail was sent; a lab has no mail. */
final class EmailAlert {
  private final Instance instance;
  private final VirtualConfig virtual;

  EmailAlert(Instance instance, Virtual virtual) {
    this.instance = instance;
    this.virtual = virtual.config;
  }

  /** Sends an alert, if one is wanted in the daemon's present state. */
  void about(String change) {
    String own = virtual.emailAlert;
    String address = own == null ? instance.config().emailAlert : own;
    Integer ownStates = virtual.emailAlertStates;
    int wanted = ownStates == null ? instance.config().emailAlertStates : ownStates;
    if (!address.isEmpty() && (wanted & instance.state()) != 0) {
      instance.log("emailalert: " + change);
      instance.log("failed to send email message");
    }
  }
}
