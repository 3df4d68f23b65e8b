// Charts for the pages: uPlot with the colours of the theme, zoom and pan by pointer, keys and buttons, and data that is only ever added to.
// The server sends rows of doubles, column after column; NaN is a gap.

const joined = new Map();

// Samples are counted: their axis has no fractions.
const whole = [1, 2, 5].flatMap(first => Array.from({ length: 13 }, (_, power) => first * 10 ** power)).sort((a, b) => a - b);

export function create(element, spec, listener) {
  return new Chart(element, spec, listener);
}

class Chart {
  constructor(element, spec, listener) {
    this.element = element;
    this.spec = spec;
    this.listener = listener;
    this.plotHost = element.querySelector('.chart-plot');
    this.columns = spec.series.map(() => []).concat([[]]);
    this.zoomed = false;
    this.watchers = new AbortController();
    this.build();
    this.listen();
    if (spec.join) {
      if (!joined.has(spec.join)) joined.set(spec.join, new Set());
      joined.get(spec.join).add(this);
    }
  }

  set(bytes) {
    this.columns = this.columns.map(() => []);
    this.append(bytes);
  }

  append(bytes) {
    const values = doubles(bytes);
    const rows = values.length / this.columns.length;
    for (let c = 0; c < this.columns.length; c++) {
      const column = this.columns[c];
      for (let r = 0; r < rows; r++) {
        const value = values[c * rows + r];
        column.push(Number.isNaN(value) ? null : value);
      }
      if (column.length > this.spec.most) column.splice(0, column.length - this.spec.most);
    }
    this.show();
  }

  show() {
    const { min, max } = this.plot.scales.x;
    this.plot.setData(this.columns, !this.zoomed);
    const xs = this.columns[0];
    if (this.zoomed) this.plot.setScale('x', { min, max });
    // By itself uPlot gives a single moment years of room.
    else if (xs.length > 0 && xs[0] === xs.at(-1)) this.plot.setScale('x', { min: xs[0] - 30, max: xs[0] + 30 });
    this.element.dataset.points = xs.length;
  }

  dispose() {
    this.watchers.abort();
    this.sizes.disconnect();
    this.theme.disconnect();
    joined.get(this.spec.join)?.delete(this);
    this.plot.destroy();
  }

  build() {
    const ink = name => () => getComputedStyle(this.element).getPropertyValue(`--chart-${name}`).trim() || '#888';
    const axis = (scale, more) => ({
      scale, stroke: ink('ink'), font: '11px Roboto, system-ui, sans-serif',
      grid: { stroke: ink('grid'), width: 1 }, ticks: { stroke: ink('grid'), width: 1, size: 4 }, ...more,
    });
    const options = {
      width: this.plotHost.clientWidth || 600,
      height: this.spec.height,
      padding: [8, 12, 0, 4],
      cursor: {
        drag: { x: true, y: false, setScale: false },
        focus: { prox: 24 },
        sync: this.spec.join ? { key: this.spec.join, setSeries: false, scales: ['x', null] } : undefined,
        points: { size: 6 },
      },
      legend: { live: true, isolate: false },
      focus: { alpha: 1 },
      scales: { x: { time: this.spec.time }, y: { range: (u, low, high) => padded(low, high, this.spec.fromZero) } },
      axes: [
        axis('x', this.spec.time ? { values: times, space: 70 } : { values: (u, ticks) => ticks.map(short), incrs: whole }),
        axis('y', { size: 56, values: (u, ticks) => ticks.map(short) }),
      ],
      series: [
        { label: this.spec.time ? 'Time' : this.spec.xLabel, value: (u, x) => x == null ? '–' : this.spec.time ? moment(x) : short(x) },
        ...this.spec.series.map(series => ({ ...drawn(series, ink), label: series.label, scale: 'y', value: (u, y) => y == null ? '–' : short(y) })),
      ],
      bands: this.spec.bands.map(band => ({ series: [band.upper + 1, band.lower + 1], fill: ink(band.colour) })),
      hooks: {
        setSelect: [u => { if (u.select.width > 4) this.zoom(u.posToVal(u.select.left, 'x'), u.posToVal(u.select.left + u.select.width, 'x')); }],
        setCursor: [u => { if (this.listener) u.over.style.cursor = this.markNear() == null ? '' : 'pointer'; }],
        ready: [u => u.over.setAttribute('aria-hidden', 'true')],
      },
    };
    this.plot = new uPlot(options, this.columns, this.plotHost);
  }

  listen() {
    const { signal } = this.watchers;
    const over = this.plot.over;
    this.sizes = new ResizeObserver(() => this.plot.setSize({ width: this.plotHost.clientWidth, height: this.spec.height }));
    this.sizes.observe(this.plotHost);
    this.theme = new MutationObserver(() => this.plot.redraw(false));
    this.theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'style'] });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.plot.redraw(false), { signal });

    over.addEventListener('mousedown', event => { if (event.shiftKey && event.button === 0) this.pan(event); }, { signal, capture: true });
    over.addEventListener('dblclick', () => this.all(), { signal });
    over.addEventListener('wheel', event => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      this.scaleBy(event.deltaY < 0 ? 0.8 : 1.25, this.plot.posToVal(event.offsetX, 'x'));
    }, { signal, passive: false });
    over.addEventListener('click', () => this.tellClicked(), { signal });

    this.plotHost.addEventListener('keydown', event => {
      const act = { '+': 'in', '=': 'in', '-': 'out', ArrowLeft: 'back', ArrowRight: 'forth', 0: 'all', Escape: 'all' }[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      this.act(act);
    }, { signal });
    this.element.addEventListener('click', event => {
      const act = event.target.closest('[data-chart-act]')?.dataset.chartAct;
      if (act) this.act(act);
    }, { signal });
  }

  act(what) {
    const { min, max } = this.plot.scales.x;
    if (min == null) return;
    const span = max - min;
    switch (what) {
      case 'in': return this.scaleBy(0.6, (min + max) / 2);
      case 'out': return this.scaleBy(1 / 0.6, (min + max) / 2);
      case 'back': return this.zoom(min - span / 4, max - span / 4);
      case 'forth': return this.zoom(min + span / 4, max + span / 4);
      case 'all': return this.all();
    }
  }

  scaleBy(factor, around) {
    const { min, max } = this.plot.scales.x;
    if (min != null) this.zoom(around - (around - min) * factor, around + (max - around) * factor);
  }

  zoom(min, max) {
    this.each(chart => {
      const xs = chart.columns[0];
      if (xs.length < 2) return;
      // Not past the data, and not so near that nothing is left.
      const span = Math.min(Math.max(max - min, (xs.at(-1) - xs[0]) / 2000), xs.at(-1) - xs[0]);
      const from = Math.min(Math.max(min, xs[0]), xs.at(-1) - span);
      chart.zoomed = span < xs.at(-1) - xs[0];
      chart.element.classList.toggle('chart-zoomed', chart.zoomed);
      chart.plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
      chart.plot.setScale('x', { min: from, max: from + span });
    });
  }

  all() {
    this.each(chart => {
      chart.zoomed = false;
      chart.element.classList.remove('chart-zoomed');
      chart.plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
      chart.plot.setData(chart.columns, true);
    });
  }

  each(action) {
    for (const chart of this.spec.join ? joined.get(this.spec.join) : [this]) action(chart);
  }

  pan(event) {
    event.preventDefault();
    event.stopPropagation();
    const { min, max } = this.plot.scales.x;
    const perPixel = (max - min) / this.plot.over.clientWidth;
    const move = moved => this.zoom(min - (moved.clientX - event.clientX) * perPixel, max - (moved.clientX - event.clientX) * perPixel);
    const done = new AbortController();
    document.addEventListener('mousemove', move, { signal: done.signal });
    document.addEventListener('mouseup', () => done.abort(), { signal: done.signal });
  }

  tellClicked() {
    const index = this.markNear() ?? this.plot.cursor.idx;
    if (this.listener && index != null) this.listener.invokeMethodAsync('Clicked', this.columns[0][index]);
  }

  // A mark is small: whoever clicks beside it means it.
  markNear() {
    const { left, top } = this.plot.cursor;
    let nearest = null, least = 14;
    this.spec.series.forEach((series, s) => {
      if (series.kind !== 'marks') return;
      this.columns[s + 1].forEach((value, index) => {
        if (value == null) return;
        const far = Math.hypot(this.plot.valToPos(this.columns[0][index], 'x') - left, this.plot.valToPos(value, 'y') - top);
        if (far < least) [nearest, least] = [index, far];
      });
    });
    return nearest;
  }
}

function drawn(series, ink) {
  const stroke = ink(series.colour);
  switch (series.kind) {
    case 'dashed': return { stroke, width: 1.5, dash: [6, 5], points: { show: false } };
    case 'edge': return { stroke, width: 1, points: { show: false } };
    case 'marks': return { stroke, width: 0, paths: () => null, points: { show: true, size: series.size ?? 9, fill: stroke, stroke, width: 1 } };
    case 'rings': return { stroke, width: 0, paths: () => null, points: { show: true, size: series.size ?? 14, fill: 'transparent', stroke, width: 2 } };
    case 'bars': return { stroke, fill: stroke, width: 0, paths: uPlot.paths.bars({ size: [0.8, 40] }), points: { show: false } };
    default: return { stroke, width: 1.75, points: { show: (u, i, first, last) => last - first < 80, size: 4, fill: stroke } };
  }
}

function doubles(bytes) {
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  return new Float64Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 8);
}

function padded(low, high, fromZero) {
  if (low == null || high == null) return [0, 1];
  if (fromZero) low = Math.min(0, low);
  const room = high > low ? (high - low) * 0.08 : Math.abs(high) * 0.1 || 1;
  return [fromZero && low === 0 ? 0 : low - room, high + room];
}

const two = number => String(number).padStart(2, '0');
const clock = time => `${two(time.getHours())}:${two(time.getMinutes())}`;

function times(plot, ticks, axis, space, step) {
  let day = '';
  return ticks.map(tick => {
    const time = new Date(tick * 1000);
    const own = `${two(time.getMonth() + 1)}-${two(time.getDate())}`;
    const line = step >= 86400 ? own : step >= 60 ? clock(time) : step >= 1 ? `${clock(time)}:${two(time.getSeconds())}` : `${two(time.getSeconds())}.${String(time.getMilliseconds()).padStart(3, '0')}`;
    const text = step < 86400 && own !== day ? `${line}\n${own}` : line;
    day = own;
    return text;
  });
}

function moment(seconds) {
  const time = new Date(seconds * 1000);
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${clock(time)}:${two(time.getSeconds())}`;
}

function short(number) {
  if (number === 0) return '0';
  const size = Math.abs(number);
  if (size >= 1e15 || size < 1e-4) return number.toExponential(2);
  const unit = [[1e12, 'T'], [1e9, 'G'], [1e6, 'M'], [1e4, 'k']].find(([least]) => size >= least);
  if (unit) return `${+(number / (unit[1] === 'k' ? 1e3 : unit[0])).toPrecision(4)} ${unit[1]}`;
  return String(+number.toPrecision(5));
}
