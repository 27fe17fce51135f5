package org.byzsgd.notebooks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.zeppelin.display.AngularObjectRegistry;
import org.apache.zeppelin.display.GUI;
import org.apache.zeppelin.interpreter.Interpreter;
import org.apache.zeppelin.interpreter.InterpreterContext;
import org.apache.zeppelin.interpreter.InterpreterException;
import org.apache.zeppelin.interpreter.InterpreterGroup;
import org.apache.zeppelin.interpreter.InterpreterOutput;
import org.apache.zeppelin.interpreter.InterpreterResult;
import org.apache.zeppelin.interpreter.InterpreterResultMessage;
import org.apache.zeppelin.resource.LocalResourcePool;
import org.apache.zeppelin.spark.SparkInterpreter;
import org.apache.zeppelin.spark.SparkSqlInterpreter;
import org.apache.zeppelin.user.AuthenticationInfo;

/** Zeppelin's Spark and SQL interpreters for one note: a shell and a Spark session of its own. */
final class NoteSession implements AutoCloseable {
  private final Notebook note;
  private final InterpreterGroup group = new InterpreterGroup();
  private final Interpreter scala;
  private final Interpreter sql;

  /** How a paragraph ended, and what it printed. */
  record Result(String status, String output) {
    boolean succeeded() {
      return status.startsWith(InterpreterResult.Code.SUCCESS.name());
    }
  }

  NoteSession(Notebook note) throws InterpreterException {
    this.note = note;
    Properties properties = new Properties();
    properties.setProperty("spark.app.name", note.name());
    properties.setProperty("zeppelin.spark.useHiveContext", "false");
    // Zeppelin 0.10 knows Spark up to 3.2.
    properties.setProperty("zeppelin.spark.enableSupportedVersionCheck", "false");
    properties.setProperty("zeppelin.spark.maxResult", "1000");
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("spark."))
        .forEach(name -> properties.setProperty(name, System.getProperty(name)));
    this.scala = new SparkInterpreter(properties);
    this.sql = new SparkSqlInterpreter(properties);
    scala.setInterpreterGroup(group);
    sql.setInterpreterGroup(group);
    group.put("session", new ArrayList<>(List.of(scala, sql)));
    InterpreterContext.set(context("open", Map.of(), new InterpreterOutput()));
    scala.open();
    sql.open();
  }

  Result run(Notebook.Paragraph paragraph) throws InterpreterException, IOException {
    InterpreterOutput out = new InterpreterOutput();
    InterpreterContext context = context(paragraph.id(), paragraph.properties(), out);
    InterpreterContext.set(context);
    InterpreterResult result = interpreter(paragraph).interpret(paragraph.code(), context);
    out.flush();
    List<InterpreterResultMessage> messages = new ArrayList<>(out.toInterpreterResultMessage());
    messages.addAll(result.message());
    String text =
        String.join("\n", messages.stream().map(InterpreterResultMessage::getData).toList());
    String status = result.code().name();
    Optional<List<String>> table = table(messages);
    if (result.code() == InterpreterResult.Code.SUCCESS && table.isPresent()) {
      List<String> header = List.of(table.get().get(0).split("\t"));
      status += ", a table of " + (table.get().size() - 1) + " rows";
      Optional<Notebook.Column> missing = paragraph.missing(header);
      if (missing.isPresent()) {
        status = "NO COLUMN " + missing.get().name() + " for its chart among " + header;
      }
    } else if (result.code() == InterpreterResult.Code.SUCCESS
        && !paragraph.chartColumns().isEmpty()) {
      status = "NO TABLE for its chart";
    }
    return new Result(status, text);
  }

  /** The lines of the first table that a paragraph showed. */
  private static Optional<List<String>> table(List<InterpreterResultMessage> messages) {
    return messages.stream()
        .filter(message -> message.getType() == InterpreterResult.Type.TABLE)
        .map(message -> List.of(message.getData().strip().split("\n")))
        .findFirst();
  }

  private Interpreter interpreter(Notebook.Paragraph paragraph) {
    return switch (paragraph.interpreter()) {
      case "spark" -> scala;
      case "spark.sql" -> sql;
      default ->
          throw new IllegalStateException("there is no interpreter " + paragraph.interpreter());
    };
  }

  private InterpreterContext context(
      String paragraph, Map<String, String> properties, InterpreterOutput out) {
    return InterpreterContext.builder()
        .setNoteId(note.id())
        .setNoteName(note.name())
        .setParagraphId(paragraph)
        .setAuthenticationInfo(new AuthenticationInfo("anonymous"))
        .setConfig(new HashMap<>())
        .setLocalProperties(new HashMap<>(properties))
        .setGUI(new GUI())
        .setNoteGUI(new GUI())
        .setAngularObjectRegistry(new AngularObjectRegistry(group.getId(), null))
        .setResourcePool(new LocalResourcePool(group.getId()))
        .setInterpreterOut(out)
        .build();
  }

  @Override
  public void close() throws InterpreterException {
    sql.close();
    scala.close();
  }
}
