# What the scripts of this directory share; they source it. Needs a JDK 17, and Maven to build the jar.

home="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
jar="$home/target/byzsgd.jar"
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"

die() { echo "submit/$(basename "$0"): $*" >&2; exit 1; }

# Builds the jar when it is missing or older than what it is built from.
build_jar() {
  command -v "$java" >/dev/null || die "no java found; install a JDK 17 or set JAVA_HOME"
  if [[ ! -f "$jar" || ! -d "$home/target/spark/jars" || -n "$(find "$home/src/main" "$home/conf/experiments" "$home/pom.xml" -newer "$jar" -print -quit)" ]]; then
    command -v mvn >/dev/null || die "no mvn found; install Maven to build the jar"
    echo "submit/$(basename "$0"): building the jar" >&2
    (cd "$home" && mvn -q -B -DskipTests package) >&2
  fi
}

# Becomes spark-submit with the given words: SPARK_HOME's own, or Spark's launcher on the jars that the build left in
# target/spark, which are all that a Spark home needs.
spark_submit() {
  if [[ -n "${SPARK_HOME:-}" && -x "$SPARK_HOME/bin/spark-submit" ]]; then
    exec "$SPARK_HOME/bin/spark-submit" "$@"
  fi
  export SPARK_HOME="$home/target/spark"
  spark_class org.apache.spark.deploy.SparkSubmit "$@"
}

# Becomes a class of Spark as its launcher would start it.
spark_class() {
  export SPARK_SCALA_VERSION=2.12
  local words=() word
  while IFS= read -r -d '' word; do words+=("$word"); done < <(
    "$java" -Xmx128m -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main "$@")
  # The launcher prints a NUL and a newline, then the words of the command with a NUL after each.
  [[ ${#words[@]} -gt 1 ]] || die "Spark's launcher gave no command"
  words=("${words[@]:1}")
  words[0]="${words[0]#$'\n'}"
  exec "${words[@]}"
}

# The words of SPARK_SUBMIT_OPTIONS, in the array `more`.
read -r -a more <<<"${SPARK_SUBMIT_OPTIONS:-}"
