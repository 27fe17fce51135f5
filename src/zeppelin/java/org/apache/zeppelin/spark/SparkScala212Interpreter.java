package org.apache.zeppelin.spark;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.StringJoiner;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.repl.SparkILoop;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SparkSession;
import org.apache.zeppelin.interpreter.InterpreterContext;
import org.apache.zeppelin.interpreter.InterpreterGroup;
import org.apache.zeppelin.interpreter.InterpreterResult;
import org.apache.zeppelin.interpreter.ZeppelinContext;
import org.apache.zeppelin.interpreter.thrift.InterpreterCompletion;
import scala.Option;
import scala.collection.JavaConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.BoxedUnit;
import scala.tools.nsc.Settings;

/**
 * What Zeppelin's {@link SparkInterpreter} loads by this name for Scala 2.12. The class that
 * Zeppelin 0.10 publishes under it was compiled for an older Scala 2.12 and does not link with that
 * of Spark 3.5; this one drives the loop of Spark's own shell, so it runs what {@code spark-shell}
 * runs.
 */
public final class SparkScala212Interpreter extends AbstractSparkScalaInterpreter {
  private static final List<String> IMPORTS =
      List.of(
          "import org.apache.spark.SparkContext._",
          "import spark.implicits._",
          "import spark.sql",
          "import org.apache.spark.sql.functions._");

  private final SparkConf conf;
  private final Properties properties;
  private final InterpreterGroup group;
  private final URLClassLoader loader;
  private final File classes;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private SparkILoop loop;
  private SparkSession session;
  private SparkZeppelinContext context;

  /**
   * Called by reflection.
   *
   * @param conf of the session
   * @param dependencies more jars, which Zeppelin gave Spark already
   * @param properties of Zeppelin's interpreter
   * @param group the interpreters that share it
   * @param loader has all classes that a note may use
   * @param classes where compiled lines go, from which executors load them
   */
  public SparkScala212Interpreter(
      SparkConf conf,
      List<String> dependencies,
      Properties properties,
      InterpreterGroup group,
      URLClassLoader loader,
      File classes) {
    this.conf = conf;
    this.properties = properties;
    this.group = group;
    this.loader = loader;
    this.classes = classes;
  }

  @Override
  public void open() {
    conf.set("spark.repl.class.outputDir", classes.getAbsolutePath());
    Settings settings = new Settings();
    List<String> words =
        List.of(
            "-Yrepl-class-based", "-Yrepl-outdir", classes.getPath(), "-classpath", classPath());
    settings.processArguments(list(words), true);
    loop = new SparkILoop(Option.empty(), new PrintWriter(said, true, StandardCharsets.UTF_8));
    loop.settings_$eq(settings);
    loop.createInterpreter();
    loop.intp().initializeSynchronous();
    Thread.currentThread().setContextClassLoader(loop.intp().classLoader());
    session = SparkSession.builder().config(conf).getOrCreate();
    context = context();
    bind("spark", session);
    bind("sc", session.sparkContext());
    bind("sqlContext", session.sqlContext());
    bind("z", context);
    IMPORTS.forEach(line -> require(line, run(line)));
  }

  private SparkZeppelinContext context() {
    try {
      return new SparkZeppelinContext(
          group.getInterpreterHookRegistry(),
          Integer.parseInt(properties.getProperty("zeppelin.spark.maxResult", "1000")),
          SparkShims.getInstance(session.version(), properties, session));
    } catch (Exception e) { // as declared
      throw new IllegalStateException("Zeppelin has no shims for Spark " + session.version(), e);
    }
  }

  private String classPath() {
    StringJoiner path = new StringJoiner(File.pathSeparator);
    for (ClassLoader one = loader; one instanceof URLClassLoader urls; one = one.getParent()) {
      for (URL url : urls.getURLs()) {
        path.add(new File(url.getPath()).getPath());
      }
    }
    return path.toString();
  }

  private static <T> scala.collection.immutable.List<T> list(List<T> values) {
    return JavaConverters.asScalaBuffer(values).toList();
  }

  private void bind(String name, Object value) {
    String type = value.getClass().getName();
    require(name, loop.intp().bind(name, type, value, list(List.of("@transient"))).toString());
  }

  private void require(String what, String result) {
    if (!result.equals("Success")) {
      throw new IllegalStateException(
          what + ": " + result + " " + said.toString(StandardCharsets.UTF_8));
    }
    said.reset();
  }

  private String run(String code) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loop.intp().classLoader());
    try {
      return loop.intp().interpret(code).toString();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /**
   * Runs a paragraph. With the property {@code printREPLOutput=false} neither the shell's words nor
   * what the code prints are shown, as in Zeppelin's own class, but only what {@code z} shows.
   */
  @Override
  public InterpreterResult interpret(String code, InterpreterContext paragraph) {
    context.setGui(paragraph.getGui());
    context.setNoteGui(paragraph.getNoteGui());
    context.setInterpreterContext(paragraph);
    boolean prints =
        Boolean.parseBoolean(paragraph.getStringLocalProperty("printREPLOutput", "true"));
    said.reset();
    PrintStream before = System.out;
    PrintStream out =
        new PrintStream(
            prints ? paragraph.out : OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    InterpreterResult.Code[] result = new InterpreterResult.Code[1];
    System.setOut(out);
    try {
      scala.Console.withOut(
          out,
          new AbstractFunction0<BoxedUnit>() {
            @Override
            public BoxedUnit apply() {
              result[0] = statements(code);
              return BoxedUnit.UNIT;
            }
          });
      if (prints || result[0] != InterpreterResult.Code.SUCCESS) {
        paragraph.out.write(said.toString(StandardCharsets.UTF_8));
      }
      paragraph.out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      System.setOut(before);
    }
    return new InterpreterResult(result[0]);
  }

  /**
   * Statement by statement: one that is not complete, or goes on with a dot, takes the next line.
   */
  private InterpreterResult.Code statements(String code) {
    String pending = "";
    String[] lines = code.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      pending += pending.isEmpty() ? lines[i] : "\n" + lines[i];
      boolean goesOn = i + 1 < lines.length && lines[i + 1].strip().startsWith(".");
      if (goesOn) {
        continue;
      }
      String result = pending.isBlank() ? "Success" : run(pending);
      if (result.equals("Error")) {
        return InterpreterResult.Code.ERROR;
      }
      if (result.equals("Success")) {
        pending = "";
      }
    }
    return pending.isEmpty() ? InterpreterResult.Code.SUCCESS : InterpreterResult.Code.INCOMPLETE;
  }

  @Override
  public void close() {
    SparkShims.reset();
    session.stop();
    loop.intp().close();
  }

  @Override
  public SparkContext getSparkContext() {
    return session.sparkContext();
  }

  @Override
  public SQLContext getSqlContext() {
    return session.sqlContext();
  }

  @Override
  public Object getSparkSession() {
    return session;
  }

  @Override
  public String getSparkUrl() {
    return session.sparkContext().uiWebUrl().getOrElse(new NoAddress());
  }

  private static final class NoAddress extends AbstractFunction0<String> {
    @Override
    public String apply() {
      return "";
    }
  }

  @Override
  public ZeppelinContext getZeppelinContext() {
    return context;
  }

  @Override
  public int getProgress(String jobGroup, InterpreterContext paragraph) {
    return 0;
  }

  @Override
  public List<InterpreterCompletion> completion(String buffer, int cursor, InterpreterContext of) {
    return List.of();
  }

  @Override
  public ClassLoader getScalaShellClassLoader() {
    return loop.intp().classLoader();
  }
}
