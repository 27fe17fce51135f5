package org.byzsgd;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okio.Buffer;

/**
 * An API server that keeps what it is told and starts nothing: no pod ever runs unless a test says
 * so.
 */
final class KubernetesServer implements AutoCloseable {
  private static final String NAMESPACE = "byzsgd";
  private static final Logger REQUESTS = Logger.getLogger(MockWebServer.class.getName());

  private final KubernetesMockServer server;
  private final NamespacedKubernetesClient client;

  KubernetesServer() throws IOException {
    REQUESTS.setLevel(Level.WARNING);
    server =
        new KubernetesMockServer(
            new Context(), new MockWebServer(), new HashMap<>(), new Dispatcher(), false);
    server.init(InetAddress.getLoopbackAddress(), 0);
    client = server.createClient();
  }

  /**
   * The stand-in knows updates of what is there only; a server-side apply also makes what is not.
   */
  private static final class Dispatcher extends KubernetesCrudDispatcher {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public MockResponse handlePatch(RecordedRequest request) {
      String path = request.getPath().replaceFirst("\\?.*", "");
      String type = String.valueOf(request.getHeader("Content-Type"));
      if (type.startsWith("application/apply-patch") && findResource(getKey(path)) == null) {
        return super.handleCreate(created(request, path.substring(0, path.lastIndexOf('/'))));
      }
      return super.handlePatch(request);
    }

    @Override
    public MockResponse handleCreate(RecordedRequest request) {
      return super.handleCreate(created(request, request.getPath()));
    }

    /** The request that makes the object; a pod has a status from its beginning. */
    private static RecordedRequest created(RecordedRequest request, String collection) {
      try {
        ObjectNode body = (ObjectNode) JSON.readTree(request.getBody().readUtf8());
        if (body.path("kind").asText().equals("Pod")) {
          body.putObject("status").put("phase", "Pending");
        }
        return new RecordedRequest(
            "POST " + collection + " HTTP/1.1",
            request.getHeaders(),
            request.getChunkSizes(),
            request.getBodySize(),
            new Buffer().writeUtf8(JSON.writeValueAsString(body)),
            request.getSequenceNumber(),
            new Socket());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  String master() {
    return "k8s://http://localhost:" + server.getPort();
  }

  /** The pods of a role, driver or executor. */
  List<Pod> pods(String role) {
    return client.pods().inNamespace(NAMESPACE).withLabel("spark-role", role).list().getItems();
  }

  List<ConfigMap> configMaps() {
    return client.configMaps().inNamespace(NAMESPACE).list().getItems();
  }

  /** Lets a pod's only container have ended. */
  void end(Pod pod, int code) {
    Pod ended =
        new PodBuilder(pod)
            .withNewStatus()
            .withPhase(code == 0 ? "Succeeded" : "Failed")
            .addNewContainerStatus()
            .withName(pod.getSpec().getContainers().get(0).getName())
            .withNewState()
            .withNewTerminated()
            .withExitCode(code)
            .withReason(code == 0 ? "Completed" : "Error")
            .endTerminated()
            .endState()
            .endContainerStatus()
            .endStatus()
            .build();
    client.pods().inNamespace(NAMESPACE).resource(ended).updateStatus();
  }

  void clear() {
    client.pods().inNamespace(NAMESPACE).delete();
  }

  @Override
  public void close() {
    client.close();
    server.destroy();
  }
}
