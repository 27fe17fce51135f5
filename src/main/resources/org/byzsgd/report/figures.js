/* A figure: one legend over charts that share it, for each start of the attack. */

/**
 * A chart in a card whose quantity the reader may choose. The curves are asked for anew whenever the quantity, the
 * hidden labels or the colours change.
 */
class ChartCard {
  constructor(panel, metrics, keys, chosen, curvesOf, noteOf) {
    Object.assign(this, { panel, metrics, chosen, curvesOf, noteOf });
    this.canvas = element("div", { class: "canvas", role: "img" });
    this.note = element("p", { class: "note" });
    const values = element("details", {}, element("summary", {}, "Values"));
    values.addEventListener("toggle", () => this.fillValues());
    this.values = values;
    const quantity = choice("Quantity", keys.map((key) => [key, describe(metrics, key).name]), (key) => {
      this.chosen = key;
      this.draw(true);
    });
    quantity.value = chosen;
    this.node = element("figure", { class: "chart" }, element("figcaption", {}, quantity), this.canvas, this.note, values);
  }

  metric() {
    return describe(this.metrics, this.chosen);
  }

  curves() {
    return this.curvesOf(this.chosen).filter((one) => one.curve && one.curve.x && !this.panel.hidden.has(one.label));
  }

  draw(anew) {
    if (!this.canvas.clientWidth) {
      return;
    }
    if (!this.chart) {
      this.chart = echarts.init(this.canvas, null, { renderer: "svg" });
      this.chart.group = this.panel.id;
    }
    const curves = this.curves();
    const labels = curves.map((one) => one.label).join("; ");
    this.canvas.setAttribute("aria-label", this.metric().name + " over epochs of " + (labels || "no curve"));
    const option = options(this.metric(), curves, this.panel.start);
    this.chart.setOption(option, anew ? { notMerge: true } : { replaceMerge: ["series", "yAxis"] });
    this.note.textContent = this.noteOf(this.chosen);
    this.fillValues();
  }

  fillValues() {
    [...this.values.children].slice(1).forEach((old) => old.remove());
    if (this.values.open) {
      this.values.append(valueTable(this.metric(), this.curves()));
    }
  }

  resize() {
    if (this.chart && this.canvas.clientWidth) {
      // Paper has no say before it is printed: half of A4's width, less the margins.
      this.chart.resize(printing ? { width: 325, height: 230 } : { width: "auto", height: "auto" });
      // At once: before printing there is no next frame.
      this.chart.getZr().flush();
    }
  }
}

/** Charts of the same curves with one legend; drawn when they first come into sight. */
class Panel {
  constructor(id, labels, start) {
    Object.assign(this, { id, labels, start });
    this.hidden = new Set();
    this.cards = [];
    this.legend = element("ul", { class: "legend", "aria-label": "Curves; press to hide or show" });
    this.grid = element("div", { class: "charts" });
    this.node = element("div", {}, this.legend, this.grid);
  }

  add(card) {
    this.cards.push(card);
    this.grid.append(card.node);
    this.grid.classList.toggle("pairs", this.cards.length === 4);
  }

  show() {
    this.paint = () => this.drawAll(true);
    repaints.add(this.paint);
    this.sizes = new ResizeObserver(() => this.cards.forEach((card) => (card.chart ? card.resize() : card.draw(true))));
    this.sizes.observe(this.grid);
    this.drawAll(true);
    echarts.connect(this.id);
  }

  close() {
    repaints.delete(this.paint);
    this.sizes.disconnect();
    this.cards.forEach((card) => card.chart && card.chart.dispose());
  }

  drawAll(anew) {
    this.legend.replaceChildren(...(this.labels.length > 1 ? this.labels.map((label, i) => this.entry(label, i)) : []));
    if (this.labels.length > 4) {
      this.legend.append(this.switchAll("Show all", []), this.switchAll("Hide all", this.labels));
    }
    this.cards.forEach((card) => card.draw(anew));
    this.cards.forEach((card) => card.resize());
  }

  switchAll(text, hidden) {
    const change = () => {
      this.hidden = new Set(hidden);
      this.drawAll(false);
    };
    return element("li", {}, element("button", { type: "button", class: "all", onclick: change }, text));
  }

  entry(label, index) {
    const shown = !this.hidden.has(label);
    const button = element("button", { type: "button", "aria-pressed": String(shown) }, sample(index), label);
    const emphasize = (type) => () =>
      this.cards.forEach((card) => card.chart && card.chart.dispatchAction({ type, seriesName: label }));
    button.addEventListener("mouseenter", emphasize("highlight"));
    button.addEventListener("mouseleave", emphasize("downplay"));
    button.addEventListener("click", () => {
      // Else the others would stay faded: the button that would restore them is made anew.
      emphasize("downplay")();
      if (!this.hidden.delete(label)) {
        this.hidden.add(label);
      }
      this.drawAll(false);
      this.legend.querySelectorAll("button")[index].focus();
    });
    return element("li", {}, button);
  }
}

function roundNote(holders, key) {
  const holder = holders.find((one) => one.roundColumns);
  if (!holder) {
    return "";
  }
  const rounds = holder.roundsPerPoint;
  if (key === "selected_byzantine") {
    return "The share of the last " + holder.roundsPerShare + " rounds; whether in each is in rounds.parquet.";
  }
  const points = rounds === 1
    ? "A point a round."
    : "Each point is the mean over " + rounds + " rounds, for drawing; all are in rounds.parquet.";
  const meaning = describe(ROUNDS, key).meaning;
  return meaning ? meaning + " " + points : points;
}

function evaluationNote(lines) {
  return lines.some((line) => line.seeds > 1) ? "Mean over seeds; the band is one standard error to either side." : "";
}

/** The panel of the lines of one start. */
function linePanel(id, lines, start) {
  const attacked = lines.some((line) => line.attacked);
  const panel = new Panel(id, lines.map((line) => line.label), attacked ? start : null);
  const of = (field) => (key) => lines.map((line, index) => ({ label: line.label, index, curve: line[field] && line[field][key] }));
  const names = Object.keys(EVALUATIONS);
  panel.add(new ChartCard(panel, EVALUATIONS, names, "test_accuracy", of("evaluations"), () => evaluationNote(lines)));
  panel.add(new ChartCard(panel, EVALUATIONS, names, "training_loss", of("evaluations"), () => evaluationNote(lines)));
  const columns = columnsOf(lines);
  const first = columns.slice(0, 1).concat(columns.filter((key) => key === "selected_byzantine"));
  [...new Set(first)].forEach((key) =>
    panel.add(new ChartCard(panel, ROUNDS, columns, key, of("roundColumns"), (chosen) => roundNote(lines, chosen))));
  return panel;
}

function figureSection(figure, number) {
  const section = element("section", { id: "figure-" + figure.name, "aria-labelledby": "title-" + number },
    element("h2", { id: "title-" + number }, figure.title));
  if (figure.source) {
    section.append(element("p", { class: "soft" }, figure.source));
  }
  if (figure.agreement) {
    section.append(element("p", {}, figure.agreement));
  }
  if (figure.command) {
    section.append(command(figure.command));
  } else {
    section.append(element("p", { class: "soft" }, "Each run's page has the command that runs it again."));
  }
  if (!figure.drawn) {
    section.append(element("p", { class: "problem" }, "No run of this figure is complete."));
    return { section, panels: [] };
  }
  const lines = figure.lines.filter((line) => line.seeds > 0);
  const starts = [...new Set(lines.map((line) => line.start))];
  const panels = starts.map((start) => {
    const panel = linePanel(figure.name + "-" + number + "-" + start, lines.filter((line) => line.start === start), start);
    if (starts.length > 1) {
      section.append(element("h3", {}, "Attack from epoch " + start));
    }
    section.append(panel.node);
    return panel;
  });
  const files = ["svg", "pdf", "png", "csv", "md"].flatMap((kind) =>
    [" ", element("a", { href: "figures/" + figure.name + "." + kind }, kind.toUpperCase())]);
  section.append(element("p", { class: "soft" }, "For print, beside this page:", files));
  figure.maps.forEach((name) =>
    section.append(element("p", { class: "soft" }, "Heat map " + name + ":", ["svg", "pdf", "png"].flatMap((kind) =>
      [" ", element("a", { href: "figures/" + name + "." + kind }, kind.toUpperCase())]))));
  return { section, panels };
}
