package org.apache.zeppelin.spark;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.zeppelin.interpreter.InterpreterHookRegistry;
import org.apache.zeppelin.interpreter.ZeppelinContext;

/** What a note calls {@code z}: {@code z.show} of a frame prints it as Zeppelin's table. */
public final class SparkZeppelinContext extends ZeppelinContext {
  private final SparkShims shims;

  SparkZeppelinContext(InterpreterHookRegistry hooks, int maxResult, SparkShims shims) {
    super(hooks, maxResult);
    this.shims = shims;
  }

  @Override
  public Map<String, String> getInterpreterClassMap() {
    return Map.of(
        "spark", SparkInterpreter.class.getName(), "sql", SparkSqlInterpreter.class.getName());
  }

  @Override
  @SuppressWarnings("rawtypes") // as the class above declares it
  public List<Class> getSupportedClasses() {
    return List.of(Dataset.class);
  }

  @Override
  public String showData(Object frame, int maxResult) {
    return shims.showDataFrame(frame, maxResult, interpreterContext);
  }
}
