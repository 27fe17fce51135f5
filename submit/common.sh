# What the scripts of this directory share; they source it. Needs a JDK 17, and Maven to build the jar.

home="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"

die() { echo "submit/$(basename "$0"): $*" >&2; exit 1; }

# Bad usage, as the commands refuse theirs.
refuse() { echo "submit/$(basename "$0"): $*" >&2; exit 2; }

# Each line of Spark has a build of its own: where it lies, its jar, and its Scala.
case "${SPARK:-3}" in
  3) build="$home/target" jar="$build/byzsgd.jar" scala=2.12 ;;
  4) build="$home/target/spark-4" jar="$build/byzsgd-spark4.jar" scala=2.13 ;;
  *) refuse "SPARK must be 3 or 4, got '$SPARK'" ;;
esac

[[ "${DRIVER_MEMORY:-4g}" =~ ^[1-9][0-9]*[kKmMgGtT]?$ ]] || refuse "DRIVER_MEMORY must be a number with k, m, g or t, got '$DRIVER_MEMORY'"
[[ -z "${SPARK_HOME:-}" || -d "$SPARK_HOME/jars" ]] || refuse "SPARK_HOME: no Spark in '$SPARK_HOME' (no directory jars)"

# Builds the jar when it is missing or older than what it is built from.
build_jar() {
  command -v "$java" >/dev/null || die "no java found; install a JDK 17 or set JAVA_HOME"
  if [[ ! -f "$jar" || ! -d "$build/spark/jars" || -n "$(find "$home/src/main" "$home/conf/experiments" "$home/pom.xml" -newer "$jar" -print -quit)" ]]; then
    command -v mvn >/dev/null || die "no mvn found; install Maven to build the jar"
    echo "submit/$(basename "$0"): building the jar" >&2
    (cd "$home" && mvn -q -B "-Dspark=${SPARK:-3}" -DskipTests package) >&2
  fi
}

# Becomes spark-submit with the given words: SPARK_HOME's own, or Spark's launcher on the jars that the build left beside
# the jar, which are all that a Spark home needs.
spark_submit() {
  if [[ -n "${SPARK_HOME:-}" && -x "$SPARK_HOME/bin/spark-submit" ]]; then
    compgen -G "$SPARK_HOME/jars/spark-core_$scala-*.jar" >/dev/null ||
      refuse "SPARK_HOME: '$SPARK_HOME' is not a Spark ${SPARK:-3} on Scala $scala; SPARK=3 or 4 says which jar to use"
    exec "$SPARK_HOME/bin/spark-submit" "$@"
  fi
  export SPARK_HOME="$build/spark"
  spark_class org.apache.spark.deploy.SparkSubmit "$@"
}

# Runs spark-submit in cluster mode on a cluster where it succeeds although the driver failed: what it says decides.
# judged PATTERN WORDS...: the pattern is that of the line that tells of success.
judged() {
  local success="$1"
  shift
  export SPARK_SUBMIT_OPTS="${SPARK_SUBMIT_OPTS:-} -Dlog4j2.configurationFile=file:$home/conf/log4j2.properties"
  spark_submit "$@" 2>&1 | {
    code=1
    while IFS= read -r line; do
      echo "$line" >&2
      if [[ "$line" =~ $success ]]; then code=0; fi
    done
    exit $code
  } || die "the driver did not end well; its log is on the cluster"
}

# Becomes a class of Spark as its launcher would start it.
spark_class() {
  export SPARK_SCALA_VERSION="$scala"
  local words=() word
  while IFS= read -r -d '' word; do words+=("$word"); done < <(
    "$java" -Xmx128m -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main "$@")
  # The launcher prints a NUL and a newline, then the words of the command with a NUL after each.
  [[ ${#words[@]} -gt 1 ]] || die "Spark's launcher gave no command"
  words=("${words[@]:1}")
  words[0]="${words[0]#$'\n'}"
  exec "${words[@]}"
}

# Nothing is run by default on a cluster.
require_words() { [[ $# -gt 0 ]] || refuse "name a command, such as train; 'submit/local --help' lists them"; }

# Prints where the driver runs.
deploy_mode() {
  case "${DEPLOY_MODE:-client}" in
    client | cluster) echo "${DEPLOY_MODE:-client}" ;;
    *) refuse "DEPLOY_MODE must be client or cluster, got '$DEPLOY_MODE'" ;;
  esac
}

# Puts what conf/NAME.conf sets, for each NAME, in the array `settings` as options of spark-submit, which takes one
# file of properties only.
settings() {
  settings=()
  local name key value
  for name in "$@"; do
    while read -r key value; do
      case "$key" in "" | \#*) ;; *) settings+=(--conf "$key=$value") ;; esac
    done <"$home/conf/$name.conf"
  done
}

# Prints the java options of a driver; on this machine it has our way of logging too.
driver_options() {
  local options="--add-modules=jdk.incubator.vector -Djava.awt.headless=true"
  case "$1" in client) options+=" -Dlog4j2.configurationFile=file:$home/conf/log4j2.properties" ;; esac
  echo "$options"
}

# The words of SPARK_SUBMIT_OPTIONS, in the array `more`.
read -r -a more <<<"${SPARK_SUBMIT_OPTIONS:-}"
