package org.byzsgd.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;

/**
 * A driver that writes run directories, as it names itself to others.
 *
 * @param host for people
 * @param machine where its process can be looked up: a kernel since its start, a name space of
 *     processes, and a user
 * @param process its id there
 * @param application of Spark; empty if there is none
 * @param since when it began, in UTC
 * @param runs the names of the directories
 */
record Owner(
    String host,
    String machine,
    long process,
    String application,
    String since,
    List<String> runs) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** This process. */
  static Owner here(String application, Collection<String> runs) {
    String host = hostName();
    return new Owner(
        host,
        machine(host),
        ProcessHandle.current().pid(),
        application,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        List.copyOf(runs));
  }

  static Owner parse(String text) throws JsonProcessingException {
    return JSON.readValue(text, Owner.class);
  }

  String text() throws JsonProcessingException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
  }

  /** Whether this JVM would see its process. */
  boolean isNear() {
    return machine.equals(machine(hostName()));
  }

  /** Whether its process, on this machine, is there. */
  boolean isRunning() {
    return ProcessHandle.of(process).filter(ProcessHandle::isAlive).isPresent() && !isZombie();
  }

  /** Whether it was killed and waits to be reaped, which Java takes for alive. */
  private boolean isZombie() {
    try {
      // The state stands behind the name, which is in brackets and may hold any.
      String state = Files.readString(Path.of("/proc/" + process + "/stat"));
      return state.startsWith(") Z", state.lastIndexOf(')'));
    } catch (IOException notLinux) {
      return false;
    }
  }

  @Override
  public String toString() {
    return String.format(
        "process %d on %s%s, since %s",
        process, host, application.isEmpty() ? "" : " (application " + application + ")", since);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** Hosts may share a name, and containers of one host do not see each other's processes. */
  private static String machine(String host) {
    String user = System.getProperty("user.name");
    try {
      return String.join(
          " ",
          Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip(),
          Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString(),
          user);
    } catch (IOException | UnsupportedOperationException notLinux) {
      return host + " " + user;
    }
  }
}
