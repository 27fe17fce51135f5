package org.byzsgd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example project of docs/extending.md, compiled against the packaged jar, held to the
 * contracts by its own test, and given to a real spark-submit by {@code --jars}.
 */
class ExtensionIT {
  private static final Path PROJECT = LocalSubmit.HOME.resolve("docs/extension/src");

  @TempDir private static Path directory;

  private static Path jar;

  @BeforeAll
  static void buildTheJar() throws IOException {
    Path classes = directory.resolve("classes");
    new SourceTree(PROJECT.resolve("main/java")).compile(classes, LocalSubmit.JAR.toString());
    jar = directory.resolve("extension.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream all = new JarOutputStream(out)) {
      add(all, classes);
      add(all, PROJECT.resolve("main/resources"));
    }
  }

  private static void add(JarOutputStream jar, Path root) throws IOException {
    for (Path file : SourceTree.files(root)) {
      jar.putNextEntry(new JarEntry(root.relativize(file).toString().replace('\\', '/')));
      Files.copy(file, jar);
      jar.closeEntry();
    }
  }

  private static LocalSubmit.Ended submit(String... words)
      throws IOException, InterruptedException {
    return LocalSubmit.run(
        directory,
        Map.of("MASTER", "local[5]", "SPARK_SUBMIT_OPTIONS", "--jars " + jar),
        List.of(words));
  }

  @Test
  void itsOwnTestHolds() throws Exception {
    Path classes = directory.resolve("test-classes");
    new SourceTree(PROJECT.resolve("test/java"))
        .compile(
            classes,
            System.getProperty("java.class.path") + System.getProperty("path.separator") + jar);
    URL[] added = {classes.toUri().toURL(), jar.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(added, getClass().getClassLoader())) {
      Class<?> test = loader.loadClass("org.example.ContractTest");
      Constructor<?> constructor = test.getDeclaredConstructor();
      constructor.setAccessible(true);
      int run = 0;
      for (Method method : test.getDeclaredMethods()) {
        if (method.isAnnotationPresent(Test.class)) {
          method.setAccessible(true);
          method.invoke(constructor.newInstance());
          run++;
        }
      }
      assertEquals(2, run);
    }
  }

  @Test
  void theListsHaveIt() throws Exception {
    LocalSubmit.Ended rules = submit("rules");
    assertEquals(0, rules.code(), rules.err());
    assertTrue(rules.out().contains("\nmedoid\n  the row with the smallest sum"), rules.out());
    LocalSubmit.Ended attacks = submit("attacks");
    assertEquals(0, attacks.code(), attacks.err());
    assertTrue(attacks.out().contains("\nconstant\n"), attacks.out());
    assertTrue(attacks.out().contains("value = any finite real number (default 1)"));
  }

  @Test
  void trainingUsesIt() throws Exception {
    LocalSubmit.Ended ended =
        submit(
            "train",
            "--rule=nnm+medoid",
            "--attack=constant:value=-2",
            "--workers=5",
            "--byzantine=2",
            "--attack-from-epoch=0",
            "--model=softmax-regression",
            "--rounds=4",
            "--out=" + directory.resolve("runs"));
    assertEquals(0, ended.code(), ended.err());
    assertTrue(ended.out().startsWith("finished after 4 rounds: "), ended.out());
    LocalSubmit.Ended refused =
        submit("train", "--rule=medoid", "--workers=5", "--byzantine=2", "--declared=3");
    assertEquals(2, refused.code());
    assertTrue(
        refused
            .err()
            .contains("medoid: declared byzantine must be between 0 and 2 for 5 workers, got 3"),
        refused.err());
  }

  @Test
  void aggregateAndForgeUseIt() throws Exception {
    Path rows = directory.resolve("rows.csv");
    Files.writeString(rows, "0,0\n4,0\n0,3\n1,1\nnan,7\n");
    LocalSubmit.Ended medoid =
        submit("aggregate", "--in=" + rows, "--rule=medoid", "--declared=1", "--format=json");
    assertEquals(0, medoid.code(), medoid.err());
    assertEquals(
        "{\"aggregate\":[1,1],\"weights\":[0.0,0.0,0.0,1.0,0.0],\"selected\":[3]}\n", medoid.out());
    LocalSubmit.Ended constant =
        submit("forge", "--in=" + rows, "--attack=constant:value=-2", "--byzantine=2");
    assertEquals(0, constant.code(), constant.err());
    assertEquals("-2,-2\n-2,-2\n", constant.out());
  }
}
