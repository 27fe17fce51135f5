package org.byzsgd.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.byzsgd.registry.UsageException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnershipTest {
  private static final Ownership.Rhythm FAST =
      new Ownership.Rhythm(Duration.ofMillis(50), Duration.ofMillis(1500));

  @TempDir private Path directory;
  private final List<Ownership> claimed = new ArrayList<>();

  private ResultStore store() {
    return ResultStore.local(directory);
  }

  private Ownership claim(ResultStore store, String... runs) throws IOException {
    Ownership ownership = Ownership.claim(store, Owner.here("app-1", List.of(runs)), FAST);
    synchronized (claimed) {
      claimed.add(ownership);
    }
    return ownership;
  }

  @AfterEach
  void closeAll() throws IOException {
    for (Ownership ownership : claimed) {
      ownership.close();
    }
  }

  private List<String> files() throws IOException {
    return store().list(store().root());
  }

  /** Leaves what a driver leaves that is killed. */
  private org.apache.hadoop.fs.Path leave(Owner owner) throws IOException {
    org.apache.hadoop.fs.Path file = store().child(".owner-left");
    store().write(file, owner.text());
    return file;
  }

  private static Owner of(String machine, long process, String... runs) {
    Owner here = Owner.here("app-0", List.of(runs));
    return new Owner(
        "elsewhere",
        machine.isEmpty() ? here.machine() : machine,
        process,
        "app-0",
        here.since(),
        here.runs());
  }

  @Test
  void ofTwoDriversTheSecondIsToldWhoWrites() throws IOException {
    Ownership first = claim(store(), "x-1", "x-2", "x-3");
    claim(store(), "x-4");
    String refusal =
        assertThrows(UsageException.class, () -> claim(store(), "x-5", "x-2", "x-3")).getMessage();
    assertTrue(
        refusal.matches(
            ".*/x-2 and 1 more: being written by process "
                + ProcessHandle.current().pid()
                + " on \\S+ \\(application app-1\\), since 20\\S+Z; wait until it has ended, or name"
                + " another --out"),
        refusal);
    assertThrows(UsageException.class, () -> Ownership.checkFree(store(), List.of("x-5", "x-2")));
    Ownership.checkFree(store(), List.of("x-5"));
    first.close();
    claim(store(), "x-5", "x-2", "x-3").close();
    claimed.get(1).close();
    assertEquals(List.of(), files());
  }

  @Test
  void aDriverOfThisMachineThatWasKilledIsTakenOverAtOnce() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    leave(of("", process.pid(), "x-1"));
    assertThrows(UsageException.class, () -> claim(store(), "x-1"));
    process.destroyForcibly();
    process.waitFor();
    long start = System.nanoTime();
    claim(store(), "x-1").check();
    assertTrue(System.nanoTime() - start < FAST.silence().toNanos());
    assertEquals(1, files().size());
  }

  /** As under a container's first process, which may never reap. */
  @Test
  void aKilledDriverThatNobodyReapsIsTakenOverAtOnce() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")));
    Process parent =
        new ProcessBuilder("sh", "-c", "sleep 60 & echo $!; kill -9 $!; exec sleep 60").start();
    try (BufferedReader words = parent.inputReader()) {
      long killed = Long.parseLong(words.readLine());
      leave(of("", killed, "x-1"));
      long start = System.nanoTime();
      while (store().exists(store().child(".owner-left"))) {
        try {
          claim(store(), "x-1").check();
        } catch (UsageException notYetDead) {
          assertTrue(System.nanoTime() - start < FAST.silence().toNanos(), "not taken for dead");
        }
      }
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void aDriverElsewhereIsTakenOverWhenItIsSilent() throws IOException {
    leave(of("another machine", 1, "x-1"));
    Ownership.checkFree(store(), List.of("x-1"));
    long start = System.nanoTime();
    claim(store(), "x-1").check();
    assertTrue(System.nanoTime() - start >= FAST.silence().toNanos());
    assertEquals(1, files().size());
  }

  @Test
  void aDriverElsewhereThatGivesSignsOfLifeIsNot() throws Exception {
    org.apache.hadoop.fs.Path file = leave(of("another machine", 1, "x-1"));
    ExecutorService other = Executors.newSingleThreadExecutor();
    Future<UsageException> refused =
        other.submit(() -> assertThrows(UsageException.class, () -> claim(store(), "x-1")));
    while (!refused.isDone()) {
      TimeUnit.MILLISECONDS.sleep(20);
      store().touch(file);
    }
    assertTrue(refused.get().getMessage().contains("process 1 on elsewhere"));
    other.shutdown();
  }

  /** An id that another process has by now: the file's last sign of life is old. */
  @Test
  void aProcessWithTheIdOfADeadDriverDoesNotStandInTheWay() throws IOException {
    org.apache.hadoop.fs.Path file = leave(of("", ProcessHandle.current().pid(), "x-1"));
    assertTrue(directory.resolve(file.getName()).toFile().setLastModified(1_700_000_000_000L));
    claim(store(), "x-1").check();
  }

  @Test
  void ofManyThatComeTogetherOneGetsTheRuns() throws Exception {
    int drivers = 6;
    // All of them find a dead driver's file first.
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    leave(of("", dead.pid(), "x-shared"));
    ExecutorService threads = Executors.newFixedThreadPool(drivers);
    List<Callable<Integer>> attempts = new ArrayList<>();
    for (int i = 0; i < drivers; i++) {
      String own = "x-" + i;
      attempts.add(
          () -> {
            try {
              claim(store(), own, "x-shared");
              return 1;
            } catch (UsageException refused) {
              return 0;
            }
          });
    }
    int owners = 0;
    for (Future<Integer> attempt : threads.invokeAll(attempts)) {
      owners += attempt.get();
    }
    threads.shutdown();
    assertEquals(1, owners);
    assertEquals(1, files().size());
  }

  @Test
  void whoWasTakenForDeadWritesNoMore() throws Exception {
    Ownership paused = claim(store(), "x-1");
    paused.check();
    Files.delete(directory.resolve(files().get(0)));
    for (int i = 0; i < 100; i++) {
      TimeUnit.MILLISECONDS.sleep(20);
      try {
        paused.check();
      } catch (Ownership.LostException lost) {
        assertTrue(lost.getMessage().contains("another driver took the runs over"));
        assertEquals(List.of(), files());
        return;
      }
    }
    throw new AssertionError("not noticed within 2 seconds");
  }

  /** A file system as an object store: it takes no times. */
  static final class Timeless extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("timeless:///");
    }

    @Override
    public void setTimes(org.apache.hadoop.fs.Path file, long modified, long accessed) {}
  }

  @Test
  void signsOfLifeAreSeenWhereFilesTakeNoTimes() throws Exception {
    Configuration configuration = new Configuration(false);
    configuration.set("fs.timeless.impl", Timeless.class.getName());
    ResultStore store = ResultStore.at("timeless://" + directory, configuration);
    org.apache.hadoop.fs.Path file = store.child(".owner-a");
    store.write(file, "text");
    long before = store.modified(file);
    TimeUnit.MILLISECONDS.sleep(20);
    store.touch(file);
    assertTrue(store.modified(file) > before);
    assertEquals("text", store.read(file));
  }
}
