/* One chart of curves with bands, on Apache ECharts. */

const EVALUATIONS = {
  test_accuracy: { name: "Test accuracy", share: true },
  training_loss: { name: "Training loss (nats)", log: true },
  test_loss: { name: "Test loss (nats)", log: true },
  training_accuracy: { name: "Training accuracy", share: true },
};

/** The columns of rounds that are known by name; others are shown under theirs. A name fits a third of the page. */
const ROUNDS = {
  eta: {
    name: "η: aggregate along the correct mean",
    meaning: "η = ⟨correct mean, aggregate⟩ / ⟨correct mean, correct mean⟩; below 0 the step goes uphill.",
  },
  cosine: { name: "Cosine with the correct mean", range: [-1, 1] },
  inner_product: { name: "Inner product with the correct mean" },
  missing: { name: "Missing workers" },
  selected_byzantine: { name: "Rounds with a Byzantine row selected", share: true },
  byzantine_weight: { name: "Weight of Byzantine rows", share: true },
  breaking_epsilon: { name: "Smallest ε that breaks the round" },
  aggregate_norm: { name: "Norm of the aggregate", log: true },
  correct_norm: { name: "Norm of the correct mean", log: true },
  loss: { name: "Loss of correct minibatches (nats)", log: true },
};

const CROSS = "✕";

function describe(metrics, key) {
  return metrics[key] || { name: key.replaceAll("_", " ") };
}

/** The columns there are, known ones first. */
function columnsOf(holders) {
  const found = new Set(holders.flatMap((holder) => Object.keys(holder.roundColumns || {})));
  const known = Object.keys(ROUNDS).filter((key) => found.has(key));
  return known.concat([...found].filter((key) => !known.includes(key)).sort());
}

function leastPositive(curves) {
  const positive = curves.flatMap((one) => one.curve.y).filter((value) => value > 0);
  return positive.length ? Math.min(...positive) : 1;
}

/** Decades need room for a few ticks: a narrow range has a linear axis. */
function withScale(metric, curves) {
  const positive = curves.flatMap((one) => one.curve.y).filter((value) => value > 0);
  return { ...metric, log: metric.log && positive.length > 0 && Math.max(...positive) > 20 * Math.min(...positive) };
}

function format(metric, value, digits) {
  return metric.share ? percent(value) : number(value, digits);
}

/** Series of ECharts for one curve: its line, its band, a cross where it leaves the numbers. */
function seriesOf(one, metric, floor) {
  const style = look(one.index);
  const { x, y, error } = one.curve;
  const points = x.map((at, i) => [at, metric.log && !(y[i] > 0) ? null : y[i]]);
  const line = {
    type: "line",
    name: one.label,
    data: points,
    symbol: style.symbol,
    symbolSize: 6,
    showSymbol: points.length <= 60,
    color: style.color,
    lineStyle: { color: style.color, type: style.dash, width: 2 },
    emphasis: { focus: "series", lineStyle: { width: 3 } },
    z: 3,
  };
  const end = y.indexOf(null);
  if (end > 0) {
    line.markPoint = {
      symbolSize: 1,
      data: [{ coord: [x[end - 1], y[end - 1]] }],
      label: { show: true, formatter: CROSS, color: style.color, fontSize: 17, fontWeight: "bold" },
    };
  }
  if (!error) {
    return [line];
  }
  const edges = [];
  x.forEach((at, i) => {
    if (y[i] !== null && error[i] !== null) {
      const low = y[i] - error[i];
      edges.push([at, metric.log ? Math.max(low, floor) : low, y[i] + error[i]]);
    }
  });
  return edges.length < 2 ? [line] : [line, band(one.label, edges, style.color)];
}

function band(name, edges, fill) {
  return {
    type: "custom",
    name,
    data: edges,
    encode: { x: 0, y: [1, 2] },
    clip: true,
    silent: true,
    z: 1,
    tooltip: { show: false },
    renderItem: (params, api) => {
      if (params.dataIndex !== 0) {
        return null;
      }
      const upper = edges.map(([at, , high]) => api.coord([at, high]));
      const lower = edges.map(([at, low]) => api.coord([at, low])).reverse();
      return { type: "polygon", shape: { points: upper.concat(lower) }, style: { fill, opacity: 0.18 } };
    },
  };
}

function axisLabel() {
  return { color: color("ink"), hideOverlap: true };
}

/** The ends of a zoomed axis are where the reader let go: only round epochs are written. */
function roundEpoch(epoch) {
  return Math.abs(100 * epoch - Math.round(100 * epoch)) < 1e-6 ? number(epoch) : "";
}

function axis(name, more) {
  return {
    nameTextStyle: { color: color("soft") },
    axisLine: { show: true, lineStyle: { color: color("edge") } },
    axisLabel: axisLabel(),
    axisTick: { lineStyle: { color: color("edge") } },
    splitLine: { lineStyle: { color: color("grid") } },
    minorSplitLine: { show: false },
    name,
    nameLocation: "middle",
    ...more,
  };
}

function yAxis(metric) {
  if (metric.share) {
    return axis("", { type: "value", min: 0, max: 1, axisLabel: { color: color("ink"), formatter: (v) => Math.round(100 * v) + " %" } });
  }
  const label = { color: color("ink"), formatter: (v) => number(v, 3), hideOverlap: true };
  if (metric.log) {
    return axis("", { type: "log", axisLabel: { ...label, showMinLabel: false, showMaxLabel: false }, min: (extent) => extent.min / 1.2, max: (extent) => extent.max * 1.2 });
  }
  const [min, max] = metric.range || [];
  return axis("", { type: "value", scale: true, axisLabel: label, min, max });
}

/**
 * The line where the attack starts, on a series of its own, which no reader can hide; its words lie
 * towards the middle, off the numbers of the axis.
 */
function eventSeries(start, last) {
  return {
    type: "line",
    name: "attack starts",
    data: [],
    markLine: {
      silent: true,
      symbol: "none",
      animation: false,
      data: [{ xAxis: start }],
      lineStyle: { color: color("soft"), type: [5, 4], width: 1.2 },
      label: { formatter: "attack starts", color: color("soft"), fontStyle: "italic", position: "end", distance: 4, align: 2 * start < last ? "left" : "right" },
    },
  };
}

function tooltip(metric, curves) {
  return (items) => {
    const shown = (Array.isArray(items) ? items : [items]).filter((item) => item.seriesType === "line");
    if (!shown.length) {
      return "";
    }
    const rows = shown.map((item) => {
      const one = curves.find((curve) => curve.label === item.seriesName);
      const error = one.curve.error ? one.curve.error[item.dataIndex] : null;
      const value = { mean: item.value[1], error };
      return [item.value[1], element("tr", {},
        element("td", {}, sample(one.index)),
        element("td", {}, one.label),
        element("td", {}, meanAndError(value, (v, digits) => format(metric, v, digits))))];
    });
    rows.sort((a, b) => (b[0] ?? Infinity) - (a[0] ?? Infinity));
    return element("div", { class: "tip" },
      element("strong", {}, "epoch " + number(shown[0].value[0])),
      element("table", {}, element("tbody", {}, rows.map((row) => row[1]))));
  };
}

/** A short piece of a curve, for legends: colour and dash. */
function sample(index) {
  const style = look(index);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("width", "26");
  svg.setAttribute("height", "10");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
  const dash = style.dash === "solid" ? "none" : style.dash.join(" ");
  const attributes = { x1: 0, x2: 26, y1: 5, y2: 5, stroke: style.color, "stroke-width": 2.5, "stroke-dasharray": dash };
  Object.entries(attributes).forEach(([key, value]) => line.setAttribute(key, value));
  svg.append(line);
  return svg;
}

/** All that ECharts needs for curves of one metric; start is null where nobody lies. */
function options(quantity, curves, start) {
  const metric = withScale(quantity, curves);
  const floor = leastPositive(curves) / 10;
  const series = curves.flatMap((one) => seriesOf(one, metric, floor));
  const last = Math.max(1, ...curves.map((one) => one.curve.x[one.curve.x.length - 1]), start ?? 0);
  return {
    animation: false,
    textStyle: { fontFamily: "inherit" },
    grid: { left: 8, right: 16, top: 34, bottom: 22, containLabel: true },
    xAxis: axis("epoch", { type: "value", min: 0, max: Math.ceil(last), nameGap: 24, axisLabel: { ...axisLabel(), formatter: roundEpoch } }),
    yAxis: yAxis(metric),
    legend: { show: false },
    tooltip: {
      trigger: "axis",
      confine: true,
      backgroundColor: color("paper"),
      borderColor: color("edge"),
      textStyle: { color: color("ink") },
      axisPointer: { lineStyle: { color: color("soft") }, label: { show: false } },
      formatter: tooltip(metric, curves),
    },
    toolbox: {
      show: !printing,
      right: 4,
      top: 0,
      itemSize: 13,
      iconStyle: { borderColor: color("soft") },
      emphasis: { iconStyle: { borderColor: color("accent"), textFill: color("ink") } },
      feature: {
        dataZoom: { yAxisIndex: "none", filterMode: "none", title: { zoom: "Zoom: drag a range", back: "Zoom back" } },
        restore: { title: "Whole range" },
        saveAsImage: { title: "Save as SVG", type: "svg", backgroundColor: color("paper") },
      },
    },
    dataZoom: [{ type: "inside", filterMode: "none", zoomOnMouseWheel: "ctrl", moveOnMouseMove: "shift", moveOnMouseWheel: false }],
    series: start === null ? series : series.concat(eventSeries(start, last)),
  };
}

/** The numbers of a chart, for those who would rather read than look. */
function valueTable(metric, curves) {
  const at = [...new Set(curves.flatMap((one) => one.curve.x))].sort((a, b) => a - b);
  const head = element("tr", {}, element("th", { scope: "col" }, "epoch"),
    curves.map((one) => element("th", { scope: "col" }, one.label)));
  const rows = at.map((x) => element("tr", {}, element("th", { scope: "row" }, number(x)),
    curves.map((one) => {
      const i = one.curve.x.indexOf(x);
      const error = one.curve.error ? one.curve.error[i] : null;
      return element("td", {}, i < 0 ? "" : meanAndError({ mean: one.curve.y[i], error }, (v, digits) => format(metric, v, digits)));
    })));
  return element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Values of " + metric.name },
    element("table", { class: "values" }, element("thead", {}, head), element("tbody", {}, rows)));
}
