package org.byzsgd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What submit/kubernetes asks of an API server, on a stand-in for one. Whether pods then run as
 * they should, src/it/kubernetes/run finds out on a real cluster.
 */
class KubernetesIT {
  private static final String IMAGE = "registry.example/byzsgd:1";
  private static final String SECRET = "-Dspark.authenticate.secret=not-in-any-specification";
  private static final List<String> TRAIN =
      List.of("train", "--epochs=1", "--model=softmax-regression", "--out=hdfs://none/runs");

  @TempDir private static Path directory;

  private static LocalSubmit.Started submit(KubernetesServer server, String mode) throws Exception {
    Path secret = directory.resolve("secret");
    Files.writeString(secret, SECRET);
    Path none = Files.writeString(directory.resolve("kubeconfig"), "kind: Config\n");
    Map<String, String> environment = new HashMap<>();
    environment.putAll(Map.of("MASTER", server.master(), "IMAGE", IMAGE, "DEPLOY_MODE", mode));
    environment.putAll(Map.of("DRIVER_MEMORY", "512m", "SECRET_FILE", secret.toString()));
    environment.put("KUBECONFIG", none.toString());
    environment.put(
        "SPARK_SUBMIT_OPTIONS",
        "--conf spark.executor.instances=2 --conf spark.kubernetes.report.interval=200ms");
    return LocalSubmit.start("kubernetes", directory, environment, TRAIN);
  }

  /** Waits for pods of a role while the script runs. */
  private static List<Pod> pods(
      KubernetesServer server, LocalSubmit.Started started, String role, int count)
      throws Exception {
    for (int i = 0; i < 1200 && started.process().isAlive(); i++) {
      List<Pod> pods = server.pods(role);
      if (pods.size() >= count) {
        return pods;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("not " + count + " pods of role " + role + ": " + started.err());
  }

  @Test
  void theDriverIsAPodWithoutRightsOfItsOwnAndItsEndIsTheScripts() throws Exception {
    try (KubernetesServer server = new KubernetesServer()) {
      for (int code : List.of(0, 1)) {
        LocalSubmit.Started started = submit(server, "cluster");
        Pod driver = pods(server, started, "driver", 1).get(0);
        server.end(driver, code);
        LocalSubmit.Ended ended = started.ended();
        assertEquals(code, ended.code(), ended.err());
        restricted(driver);
        assertEquals("byzsgd-driver", driver.getSpec().getServiceAccountName());
        List<String> args = driver.getSpec().getContainers().get(0).getArgs();
        assertEquals("driver", args.get(0));
        assertEquals(
            TRAIN,
            args.subList(args.indexOf("local:///opt/spark/byzsgd/byzsgd.jar") + 1, args.size()));
        String all = server.configMaps().toString();
        assertTrue(all.contains("spark.network.crypto.enabled=true"), all);
        assertTrue(all.contains("spark.authenticate.secret.file=/etc/byzsgd/secret"), all);
        assertFalse(all.contains("not-in-any-specification"));
        server.clear();
      }
    }
  }

  @Test
  void executorsAreStrangersToTheApiServer() throws Exception {
    try (KubernetesServer server = new KubernetesServer()) {
      LocalSubmit.Started started = submit(server, "client");
      try {
        for (Pod executor : pods(server, started, "executor", 2)) {
          restricted(executor);
          assertEquals("byzsgd-executor", executor.getSpec().getServiceAccountName());
          assertEquals(false, executor.getSpec().getAutomountServiceAccountToken());
          assertEquals(List.of("executor"), executor.getSpec().getContainers().get(0).getArgs());
        }
      } finally {
        started.process().descendants().forEach(ProcessHandle::destroyForcibly);
        started.process().destroyForcibly();
      }
    }
  }

  /** As Kubernetes' restricted level of pod security wants it; the secret from a volume alone. */
  private static void restricted(Pod pod) {
    assertEquals(true, pod.getSpec().getSecurityContext().getRunAsNonRoot());
    assertEquals(185L, pod.getSpec().getSecurityContext().getRunAsUser());
    assertEquals(
        "RuntimeDefault", pod.getSpec().getSecurityContext().getSeccompProfile().getType());
    assertEquals(1, pod.getSpec().getContainers().size());
    Container container = pod.getSpec().getContainers().get(0);
    assertEquals(IMAGE, container.getImage());
    assertEquals(false, container.getSecurityContext().getAllowPrivilegeEscalation());
    assertEquals(true, container.getSecurityContext().getReadOnlyRootFilesystem());
    assertEquals(List.of("ALL"), container.getSecurityContext().getCapabilities().getDrop());
    Map<String, String> mounts =
        container.getVolumeMounts().stream()
            .collect(Collectors.toMap(VolumeMount::getMountPath, VolumeMount::getName));
    assertTrue(
        mounts.keySet().containsAll(List.of("/etc/byzsgd", "/tmp", "/opt/spark/work-dir")),
        mounts.toString());
    assertTrue(
        pod.getSpec().getVolumes().stream()
            .anyMatch(
                volume ->
                    volume.getName().equals(mounts.get("/etc/byzsgd"))
                        && volume.getSecret().getSecretName().equals("byzsgd-channels")));
    String all = pod.toString();
    assertFalse(all.contains("not-in-any-specification"), all);
    assertFalse(all.contains("_SPARK_AUTH_SECRET"), all);
  }
}
