# What a container of the image becomes: Spark starts it with the word driver or executor, and tells the rest by the
# environment (as for the entry point of Spark's own image).
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

case "${1:-}" in
  driver)
    shift
    spark_class org.apache.spark.deploy.SparkSubmit --deploy-mode client \
      --conf "spark.driver.bindAddress=$SPARK_DRIVER_BIND_ADDRESS" \
      --conf "spark.executorEnv.SPARK_DRIVER_POD_IP=$SPARK_DRIVER_BIND_ADDRESS" "$@"
    ;;
  executor)
    options=()
    for ((i = 0; ; i++)); do
      name="SPARK_JAVA_OPT_$i"
      [[ -n "${!name:-}" ]] || break
      options+=("${!name}")
    done
    # Spark reads the channels' secret from a file under a master of Kubernetes only, and does not tell executors the master.
    exec "$java" "${options[@]}" -Dspark.master=k8s:// "-Xms$SPARK_EXECUTOR_MEMORY" "-Xmx$SPARK_EXECUTOR_MEMORY" \
      -cp "$SPARK_HOME/conf:$SPARK_HOME/jars/*" org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend \
      --driver-url "$SPARK_DRIVER_URL" --executor-id "$SPARK_EXECUTOR_ID" --cores "$SPARK_EXECUTOR_CORES" \
      --app-id "$SPARK_APPLICATION_ID" --hostname "$SPARK_EXECUTOR_POD_IP" \
      --resourceProfileId "$SPARK_RESOURCE_PROFILE_ID" --podName "$SPARK_EXECUTOR_POD_NAME"
    ;;
  *) die "the image runs as a driver or an executor of Spark, got '${1:-}'" ;;
esac
