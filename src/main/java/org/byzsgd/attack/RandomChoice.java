package org.byzsgd.attack;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.byzsgd.data.Poisoning;
import org.byzsgd.data.Trigger;
import org.byzsgd.random.Stream;
import org.byzsgd.registry.UsageException;

/**
 * One of several attacks, drawn anew each round.
 *
 * <p>Each is as likely as any other; the draw is the first number of the attacker's stream of the
 * round, the rest is the chosen attack's. Written {@code first|second:key=value}. All must have the
 * same {@link Knowledge}, since the Byzantine workers are asked for gradients before the draw.
 * Cost: the chosen attack's. Example: {@code zero|ipm:epsilon=1} sends 0 in about half of the
 * rounds.
 *
 * @param attacks at least one; an attack that is listed twice is twice as likely
 */
public record RandomChoice(List<Attack> attacks) implements Attack {
  /**
   * Checks the attacks.
   *
   * @param attacks at least one
   * @throws UsageException if there is none, if they differ in what they know, or in their trigger
   */
  public RandomChoice {
    attacks = List.copyOf(attacks);
    if (attacks.isEmpty()) {
      throw new UsageException("a random choice needs at least 1 attack, got 0");
    }
    List<Knowledge> kinds = attacks.stream().map(Attack::knowledge).distinct().toList();
    if (kinds.size() > 1) {
      throw new UsageException(
          "attacks to choose from must all know the same, got "
              + kinds.stream().map(Choice::word).collect(Collectors.joining(" and ")));
    }
    long goals = attacks.stream().flatMap(attack -> attack.goal().stream()).distinct().count();
    if (goals > 1) {
      throw new UsageException("backdoors to choose from must have 1 trigger, got " + goals);
    }
  }

  @Override
  public boolean combinesKnownRows() {
    return attacks.stream().allMatch(Attack::combinesKnownRows);
  }

  @Override
  public boolean worksOnSlices() {
    return attacks.stream().allMatch(Attack::worksOnSlices);
  }

  @Override
  public Knowledge knowledge() {
    return attacks.get(0).knowledge();
  }

  @Override
  public void check(int workers, int byzantine) {
    attacks.forEach(attack -> attack.check(workers, byzantine));
  }

  @Override
  public Optional<Poisoning> poisoning(Stream stream) {
    return draw(stream).poisoning(stream);
  }

  @Override
  public Optional<Trigger> goal() {
    return attacks.stream().flatMap(attack -> attack.goal().stream()).findFirst();
  }

  @Override
  public float[][] forge(AdversaryView view) {
    return draw(view.stream()).forge(view);
  }

  /** The attack of the round: the stream's first number, for the data as for the rows. */
  private Attack draw(Stream stream) {
    return attacks.get(stream.nextInt(attacks.size()));
  }
}
