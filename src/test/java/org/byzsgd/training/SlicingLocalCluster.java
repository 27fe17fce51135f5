package org.byzsgd.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.byzsgd.data.Trigger;
import org.byzsgd.linalg.SliceLayout;
import org.byzsgd.linalg.SliceShare;
import org.byzsgd.linalg.Transcript;

/**
 * Slices in this JVM, if any, in an order that no cluster keeps to; all that would travel is
 * written.
 */
final class SlicingLocalCluster implements Cluster {
  private final Cluster workers;
  private final RoundScript script;
  private final int parameters;
  private final int slices;
  private int passes;

  SlicingLocalCluster(Cluster workers, RoundScript script, int parameters, int slices) {
    this.workers = workers;
    this.script = script;
    this.parameters = parameters;
    this.slices = slices;
  }

  /** How often slices were asked. */
  int passes() {
    return passes;
  }

  @Override
  public Optional<SlicedRound> slices(RoundRequest request, RoundScene scene) {
    return slices == 0 ? Optional.empty() : Optional.of(new Round(request, scene));
  }

  private final class Round implements SlicedRound {
    private final RoundScene scene;
    private final WorkerGradient[] sent;

    Round(RoundRequest request, RoundScene scene) {
      this.scene = scene;
      int all = Arrays.stream(request.workers()).max().orElse(0);
      for (int liar : scene.byzantine()) {
        all = Math.max(all, liar);
      }
      sent = new WorkerGradient[all + 1];
      workers.gradients(request, (worker, gradient) -> sent[worker] = gradient);
    }

    @Override
    public void ask(Transcript transcript, Consumer<SliceShare> receiver) {
      passes++;
      SliceLayout layout = new SliceLayout(parameters, slices);
      for (int slice = layout.slices() - 1; slice >= 0; slice--) {
        float[][] rows = new float[sent.length][];
        for (int i = 0; i < rows.length; i++) {
          if (sent[i] != null) {
            rows[i] =
                Arrays.copyOfRange(
                    sent[i].gradient(), layout.first(slice), layout.first(slice + 1));
          }
        }
        receiver.accept(
            sent(script.share(sent(scene), sent(layout), slice, rows, sent(transcript))));
      }
    }

    @Override
    public WorkerGradient[] reports() {
      return Arrays.stream(sent)
          .map(one -> one == null ? null : one.withGradient(new float[0]))
          .toArray(WorkerGradient[]::new);
    }

    @Override
    public void close() {}
  }

  @SuppressWarnings("unchecked")
  private static <T> T sent(T object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
      out.flush();
      return (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void gradients(RoundRequest request, Receiver receiver) {
    assertEquals(0, slices, "rows are not to come to the driver");
    workers.gradients(request, receiver);
  }

  @Override
  public Evaluation evaluate(float[] point, float[] statistics) {
    return new Evaluation(0, 0, 0, 0);
  }

  @Override
  public double attackSuccess(float[] point, float[] statistics, Trigger trigger) {
    return workers.attackSuccess(point, statistics, trigger);
  }

  @Override
  public void close() throws IOException {
    workers.close();
  }
}
