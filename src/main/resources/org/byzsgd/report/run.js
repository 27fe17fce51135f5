/* The page of one run: how to run it again, its curves, its specification and provenance. */

function facts(title, pairs) {
  const rows = Object.entries(pairs).map(([key, value]) =>
    element("tr", {}, element("th", { scope: "row" }, key), element("td", {}, value)));
  return element("section", {}, element("h2", {}, title),
    rows.length ? element("table", {}, element("tbody", {}, rows)) : element("p", { class: "soft" }, "Not recorded."));
}

function runPanel(run) {
  const panel = new Panel("run", [run.name], run.start === "" ? null : Number(run.start));
  const of = (field) => (key) => [{ label: run.name, index: 0, curve: run[field] && run[field][key] }];
  const names = Object.keys(EVALUATIONS);
  if (run.evaluations.test_accuracy.x) {
    ["test_accuracy", "training_loss"].forEach((key) =>
      panel.add(new ChartCard(panel, EVALUATIONS, names, key, of("evaluations"), () => "")));
  }
  const columns = columnsOf([run]);
  const first = columns.slice(0, 1).concat(columns.filter((key) => /selected_byzantine|aggregate_norm/.test(key)));
  [...new Set(first)].forEach((key) =>
    panel.add(new ChartCard(panel, ROUNDS, columns, key, of("roundColumns"), (chosen) => roundNote([run], chosen))));
  return panel;
}

/** What each worker holds of each label, where labels decided that. */
function holdings(workers) {
  if (!workers) {
    return "";
  }
  const cell = (fraction) => {
    if (fraction === 0) {
      return element("td", { class: "none" }, "0");
    }
    const td = element("td", {}, (100 * fraction).toFixed(fraction < 0.1 ? 1 : 0));
    td.style.setProperty("--share", 100 * fraction + "%");
    return td;
  };
  const labels = workers.held[0].fractions.map((fraction, label) => element("th", { scope: "col" }, String(label)));
  const group = element("tr", {}, element("td", { colspan: 2 }), element("th", { scope: "colgroup", colspan: labels.length }, "label"));
  const head = element("tr", {}, element("th", { scope: "col" }, "worker"), element("th", { scope: "col" }, "samples"), labels);
  const rows = workers.held.map((worker, id) => element("tr", {}, element("th", { scope: "row" }, String(id)),
    element("td", {}, String(worker.samples)), worker.fractions.map(cell)));
  const more = workers.all > workers.held.length
    ? "The first " + workers.held.length + " of " + workers.all + " workers; all are in workers.csv."
    : "";
  const table = element("table", { class: "heat labels" },
    element("caption", {}, "percent of a worker's samples that have the label"),
    element("thead", {}, group, head), element("tbody", {}, rows));
  return element("section", {}, element("h2", {}, "What workers hold"),
    element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Labels of the workers" }, table),
    more ? element("p", { class: "soft" }, more) : "");
}

function runNodes(run, panel) {
  const where = data.figures.filter((figure) => figure.lines.some((line) => line.runs.includes(run.name)));
  const links = where.flatMap((figure) => [" ", element("a", { href: "#figure-" + figure.name }, figure.name)]);
  const accuracy = run.evaluations.test_accuracy.y || [];
  const last = accuracy.length ? ", last test accuracy " + percent(accuracy[accuracy.length - 1]) : "";
  const missing = run.roundsWithMissing ? ", workers missing in " + run.roundsWithMissing : "";
  const state = run.state === "finished" ? "finished" : element("strong", {}, run.state);
  return [
    element("p", {}, element("a", { href: "#" }, "← all runs"), links.length ? [" · in", links] : ""),
    element("h1", { tabindex: -1 }, run.name),
    element("p", {}, state, " after " + run.rounds + " rounds" + missing + last + " · ", element("code", {}, run.directory)),
    run.state === "incomplete"
      ? element("p", { class: "problem" }, "This run was interrupted or is still under way: it enters no mean and no verdict.")
      : "",
    element("h2", {}, "Run it again"),
    command(run.command),
    element("h2", {}, "Curves"),
    panel.cards.length ? panel.node : element("p", { class: "soft" }, "Nothing was recorded."),
    holdings(run.workers),
    element("div", { class: "facts" }, facts("Specification", run.settings), facts("Provenance", run.provenance)),
  ];
}
