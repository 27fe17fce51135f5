package org.byzsgd.notebooks;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.zeppelin.interpreter.InterpreterException;

/**
 * Runs Zeppelin notes by Zeppelin's own Spark interpreter, each in a session of its own, and prints
 * a line a paragraph: note, title, how it ended, time, and what it printed if it failed. The
 * paragraphs behind one that failed are skipped. Exit code 1 if any failed.
 */
public final class RunNotes {
  private RunNotes() {}

  /**
   * Runs notes.
   *
   * @param files their files
   * @throws Exception if a file cannot be read, or no session starts
   */
  public static void main(String[] files) throws Exception {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    if (!(loader instanceof URLClassLoader)) {
      again(files);
      return;
    }
    boolean failed = false;
    for (String file : files) {
      // A session leaves that of its shell.
      Thread.currentThread().setContextClassLoader(loader);
      failed |= !run(Notebook.read(Path.of(file)));
    }
    // Zeppelin leaves threads behind.
    System.exit(failed ? 1 : 0);
  }

  /** Zeppelin asks its class loader for its URLs, which since Java 9 the JVM's own has not. */
  private static void again(String[] files) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(url(entry));
    }
    URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    Thread.currentThread().setContextClassLoader(loader);
    try {
      loader
          .loadClass(RunNotes.class.getName())
          .getMethod("main", String[].class)
          .invoke(null, (Object) files);
    } catch (InvocationTargetException e) {
      e.getCause().printStackTrace();
      System.exit(1);
    }
  }

  private static URL url(String entry) throws MalformedURLException {
    return new File(entry).toURI().toURL();
  }

  private static boolean run(Notebook note) throws InterpreterException, IOException {
    boolean sound = true;
    try (NoteSession session = new NoteSession(note)) {
      for (Notebook.Paragraph paragraph : note.paragraphs()) {
        if (paragraph.isText()) {
          continue;
        }
        long start = System.nanoTime();
        NoteSession.Result result =
            sound ? session.run(paragraph) : new NoteSession.Result("SKIPPED", "");
        sound &= result.succeeded();
        System.out.printf(
            "%s | %s | %s | %.1f s%n",
            note.name(), paragraph.title(), result.status(), (System.nanoTime() - start) / 1e9);
        if (!result.succeeded()) {
          System.out.println(result.output());
        }
      }
    }
    return sound;
  }
}
