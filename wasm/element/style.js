// ── Style ───────────────────────────────────────────────────────────────────
const rules = `
  :host { writing-mode: horizontal-tb !important; /* the host's height is its picture's */ display: block; position: relative; container-type: inline-size; width: 100%; width: -moz-available; width: -webkit-fill-available; width: stretch; box-sizing: border-box; contain-intrinsic-width: 300px; color-scheme: light dark; margin: 1.5em 0;
    --ink: #1a2332; --muted: #5f6b7d; --line: #dce1e8; --paper: #ffffff; --raised: #f6f8fa; --accent: #0b62a4; --alarm: #b9202c; --good: #00795a;
    --text: max(14px, .875rem); --small: max(13px, .8125rem); --tiny: max(12.5px, .78125rem); /* with the reader's own size of text */
    font: var(--text)/1.4 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: var(--ink); text-align: start; }
  :host([hidden]) { display: none; }
  :host(.dark) { --ink: #e8ecf2; --muted: #9aa5b5; --line: #2a3240; --paper: #0f131a; --raised: #171d27; --accent: #74b7f5; --alarm: #ff8a8a; --good: #58d3a8; }
  * { box-sizing: border-box; }
  .figure { all: initial; display: block; box-sizing: border-box; color-scheme: inherit; visibility: inherit; pointer-events: inherit; cursor: inherit; forced-color-adjust: inherit; font: inherit; line-height: 1.4; color: var(--ink); text-align: start; /* no capitals, spacing or line breaks of the page's: ε is not E */
    container-type: inline-size; contain-intrinsic-width: 298px; width: 100%; flex: none; grid-column: 1 / -1; /* as wide as the host, whatever the page makes of that, and what the rules below ask for the width of */
    border: 1px solid var(--line); border-radius: 10px; overflow: clip; background: var(--paper); }
  .figure:has(> .stage.hosts) { overflow: visible; } /* nothing stands out then, and a round clip is drawn anew with every picture: a sixth of its time where the processor draws */
  .figure > :nth-child(1 of :not([hidden])) { border-start-start-radius: 9px; border-start-end-radius: 9px; }
  .figure > :nth-last-child(1 of :not([hidden])) { border-end-start-radius: 9px; border-end-end-radius: 9px; }
  .stage { position: relative; aspect-ratio: var(--ratio, var(--ratio-scene, 3 / 2)); background: var(--paper); font-size: calc(var(--text) * var(--magnify, 1)); }
  .stage > canvas { position: absolute; inset: 0 auto auto 0; width: var(--picture-width, 100%); height: var(--picture-height, 100%); display: block; outline: none; touch-action: pan-y pinch-zoom; -webkit-user-select: none; user-select: none; }
  .stage > :is(.lens, .text) { position: absolute; inset: 0 auto auto 0; width: var(--picture-width, 100%); height: var(--picture-height, 100%); pointer-events: none; }
  .stage > .lens { overflow: hidden; }
  .text > canvas { position: absolute; display: block; }
  .stage.flat > .text { display: none; }
  .lens > canvas { display: block; }
  .stage.hosts > canvas { opacity: 0; } /* the copy that lies where the engine's canvas is now: it need not be drawn */
  .reading { position: absolute; z-index: 1; inset: auto auto 6px 6px; max-width: calc(100% - 12px); display: flex; flex-wrap: wrap; gap: 0 14px; padding: 3px 10px; border: 1px solid var(--line); border-radius: 7px; background: color-mix(in srgb, var(--paper) 90%, transparent);
    font-size: var(--tiny); color: var(--muted); font-variant-numeric: tabular-nums; pointer-events: none; }
  .reading.above { inset: 6px auto auto 6px; }
  .reading[hidden] { display: none; }
  .reading b { font-weight: 600; color: var(--ink); }
  .stage.engaged > canvas { touch-action: none; }
  .stage.ring::after { content: ""; position: absolute; inset: 0; z-index: 1; border-radius: inherit; border: 2px solid var(--accent); pointer-events: none; }
  .poster { z-index: 1; position: absolute; inset: 0; display: grid; grid-template-columns: minmax(0, 1fr); place-items: center; background: var(--paper); border: 0; padding: 0; }
  .poster > :is(img, canvas, svg) { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; }
  .poster[hidden] { display: none; }
  .poster > ::slotted(*) { max-width: 90%; }
  .poster > .text { display: block; width: 100%; padding-inline: 5%; text-align: center; } /* and not each run of letters and each paragraph in a row of its own */
  .veil { position: relative; z-index: 1; display: grid; justify-items: center; align-content: center; gap: 10px; padding: 16px; width: 100%; max-width: 42em; min-height: 9em; text-align: center; } /* of one size with whatever is in it, so that nothing jumps */
  .big { appearance: none; border: 1px solid var(--line); background: color-mix(in srgb, var(--paper) 88%, transparent); color: var(--ink); border-radius: 999px;
    padding: 11px 22px 11px 18px; font: inherit; font-weight: 600; cursor: pointer; display: inline-flex; gap: 9px; align-items: center; box-shadow: 0 2px 12px rgb(0 0 0 / .10); }
  .big:hover { border-color: var(--accent); color: var(--accent); }
  .bar { height: 3px; width: 160px; background: var(--line); border-radius: 2px; overflow: hidden; }
  .bar > i { display: block; height: 100%; width: 0; background: var(--accent); transition: width .2s; }
  .waiting { display: grid; justify-items: center; gap: 8px; }
  .waiting [hidden] { display: none; }
  .amount { min-width: 14em; background: var(--paper); padding: 1px 10px; border-radius: 6px; color: var(--muted); font-size: var(--tiny); font-variant-numeric: tabular-nums; }
  .amount:empty { visibility: hidden; }
  .amount:empty::before { content: "\\a0"; }
  .line { background: var(--paper); padding: 4px 12px; border-radius: 6px; }
  .tools { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 6px; padding: 6px 8px; border-top: 1px solid var(--line); background: var(--raised); min-height: 47px; }
  button.tool { appearance: none; border: 0; background: none; color: var(--ink); border-radius: 7px; min-width: 34px; min-height: 34px; padding: 0 8px; font: inherit; cursor: pointer;
    display: inline-grid; place-items: center; grid-auto-flow: column; gap: 6px; }
  button.tool:hover { background: color-mix(in srgb, var(--ink) 9%, transparent); }
  button.tool:disabled, button.tool[aria-disabled=true] { opacity: .35; cursor: default; background: none; }
  button.tool.main { background: var(--accent); color: var(--paper); min-width: 40px; }
  button.tool.main:hover { filter: brightness(1.1); }
  button.tool[aria-expanded=true] { background: color-mix(in srgb, var(--accent) 16%, transparent); }
  :is(button, input, select, summary, a):focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  svg.icon { width: 18px; height: 18px; fill: none; stroke: currentColor; stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; display: block; }
  svg.icon .solid { fill: currentColor; stroke: none; }
  .field { display: flex; align-items: center; gap: 8px; color: var(--muted); font-size: var(--small); min-width: 0; }
  .field[hidden] { display: none !important; } /* whatever it is where it stands */
  .field .auto { display: inline-flex; align-items: center; gap: 2px; white-space: nowrap; }
  .field output { color: var(--ink); font-variant-numeric: tabular-nums; min-width: 4.2em; text-align: end; }
  .field .exact { width: calc(var(--digits) * 1ch + 12px); border-color: transparent; background: none; text-align: end; padding: 2px 4px; }
  .field .exact:is(:hover, :focus) { border-color: var(--line); background: var(--paper); }
  .chosen { flex: 1 1 100%; order: -1; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(240px, 100%), 1fr)); gap: 6px 24px; padding: 2px 6px 6px; }
  .chosen .field { min-height: max(32px, calc(var(--small) * 1.35 + 10px)); font-size: 1.07em; color: var(--ink); }
  .chosen .field input[type=range] { flex: 1; width: auto; }
  .chosen .field select { flex: 1; }
  .exports { flex: 1 1 100%; display: flex; flex-wrap: wrap; gap: 6px; }
  .exports[hidden], .chip[hidden] { display: none; }
  dialog.keys { border: 1px solid var(--line); border-radius: 10px; background: var(--paper); color: var(--ink); padding: 16px 20px; }
  dialog.keys h2 { font-size: 1.1em; margin: 0 0 10px; }
  dialog.keys dl { display: grid; grid-template-columns: auto 1fr; gap: 6px 16px; margin: 0 0 14px; }
  dialog.keys dd { margin: 0; }
  dialog.film { width: 35em; box-sizing: border-box; }
  dialog.film label { display: grid; grid-template-columns: 1fr minmax(0, 18em); gap: 4px 16px; align-items: center; margin-bottom: 6px; }
  dialog.film p { margin: 10px 0; max-width: 34em; color: var(--muted); font-variant-numeric: tabular-nums; }
  kbd { font: inherit; border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 5px; padding: 0 6px; background: var(--raised); }
  :host(:fullscreen) { background: var(--paper); margin: 0; }
  :host(:fullscreen) .figure, :host(:fullscreen) .figure > * { border-radius: 0; }
  :host(:fullscreen) .figure { height: 100vh; border: 0; display: grid; grid-template-rows: minmax(0, 1fr); grid-auto-rows: auto; }
  :host(:fullscreen) .stage { aspect-ratio: auto; }
  :host(:fullscreen) .panel { max-height: 38vh; overflow: auto; }
  .tools .field { padding-inline: 6px; }
  .tools .field input[type=range] { width: 92px; }
  input[type=range] { accent-color: var(--accent); min-width: 60px; margin: 0; height: 24px; }
  select, input[type=number], input[type=text] { font: inherit; font-size: var(--small); color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: 4px 6px; max-width: 100%; min-height: 30px; }
  .space { flex: 1 1 0; }
  .panel { position: relative; display: grid; grid-template-columns: repeat(auto-fill, minmax(250px, 1fr)); grid-auto-rows: max-content; gap: 8px 28px; padding: 12px 14px 14px; border-top: 1px solid var(--line); background: var(--raised); }
  .panel[hidden] { display: none; }
  .panel .field { display: grid; grid-template-columns: minmax(4.5em, 9.5em) minmax(60px, 1fr) auto; grid-auto-flow: column; min-height: var(--row, 32px); }
  .panel :is(select, input[type=text]) { min-height: var(--row, 30px); padding-block: 0; }
  .panel .field > label:not(.auto) { overflow-wrap: anywhere; }
  .panel .field select, .panel .field input[type=text] { grid-column: 2 / 4; width: 100%; }
  .panel .field.list { display: flex; flex-wrap: wrap; } /* a list is as wide as its longest choice: it begins where others do, nearer to its name if it must, and goes below that where there is no room beside it */
  .panel .field.list > label:first-child { flex: 1 0 auto; max-width: 100%; }
  .panel .field.list select { flex: none; width: auto; min-width: calc(100% - 9.5em - 8px); max-width: 100%; }
  .panel .field input[type=text].exact { grid-column: auto; width: calc(var(--digits) * 1ch + 12px); }
  .panel .field .whole { min-width: calc(var(--digits) * 1ch + 16px); justify-self: end; } /* into the room beside its name, where its own is less */
  .panel .wide { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: 6px; align-items: center; padding-top: 4px; }
  .panel .moved, .panel .cramped { display: none; }
  .panel .about { grid-column: 1 / -1; margin: 0 0 2px; color: var(--muted); }
  .chip { appearance: none; display: inline-grid; place-items: center; text-decoration: none; font: inherit; font-size: var(--small); color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: 7px; padding: 0 11px; min-height: var(--row, 32px); cursor: pointer; }
  .chip[aria-pressed=true] { background: var(--accent); border-color: var(--accent); color: var(--paper); }
  .chip[aria-pressed=true]:hover { color: var(--paper); filter: brightness(1.1); }
  .stages { flex: 1 0 100%; display: flex; flex-wrap: wrap; gap: 6px; align-items: center; }
  .stages .about { flex: 1 0 100%; display: grid; margin: 0 4px; color: var(--muted); font-size: var(--small); line-height: 1.45; min-height: 2.9em; }
  .stages .about > p { grid-area: 1 / 1; margin: 0; visibility: hidden; } /* one over the other, so that nothing moves with the stage */
  .stages .about > .now { visibility: visible; }
  .about, .said, .note, .line, .tip, .hint, dialog p { text-wrap: pretty; } /* no character alone on a last line */
  .chip:hover { border-color: var(--accent); color: var(--accent); }
  .foot { display: grid; grid-template-columns: minmax(0, 1fr); padding: 6px 14px; border-top: 1px solid var(--line); font-size: var(--tiny); color: var(--muted); font-variant-numeric: tabular-nums; min-height: max(31px, calc(1.4em + 13px)); }
  .foot > * { grid-area: 1 / 1; display: flex; flex-wrap: wrap; gap: 2px 16px; align-content: start; }
  .room { visibility: hidden; } /* for what comes and goes */
  .room[hidden] { display: none; }
  :is(.status, .room) b { font-weight: 600; color: var(--ink); }
  .status .good { color: var(--good); font-weight: 600; }
  .status .bad { color: var(--alarm); font-weight: 600; }
  .notes { position: absolute; inset: 0 0 auto; z-index: 2; max-height: 100%; padding: 10px; overflow: auto; display: grid; gap: 6px; justify-items: start; pointer-events: none; } /* over the picture, and over no button below it */
  .note { pointer-events: auto; display: flex; gap: 10px; align-items: baseline; background: var(--paper); border: 1px solid var(--alarm); border-inline-start-width: 4px; border-radius: 7px; padding: 7px 8px 7px 12px; max-width: 100%;
    box-shadow: 0 2px 12px rgb(0 0 0 / .14); overflow-wrap: anywhere; }
  .note > span { white-space: pre-line; }
  .note button { appearance: none; border: 0; background: none; color: var(--muted); font: inherit; cursor: pointer; padding: 2px 8px; border-radius: 5px; }
  .working { position: absolute; inset: auto 10px 10px; z-index: 2; display: flex; gap: 10px; align-items: center; background: var(--paper); border: 1px solid var(--line); border-radius: 7px; padding: 6px 8px 6px 12px;
    font-variant-numeric: tabular-nums; box-shadow: 0 2px 12px rgb(0 0 0 / .14); }
  .working[hidden] { display: none; }
  .working > progress { flex: 1 1 60px; min-width: 0; accent-color: var(--accent); }
  .tip { all: initial; position: absolute; z-index: 4; box-sizing: border-box; width: max-content; max-width: min(32em, calc(100% - 12px)); padding: 6px 10px; background: var(--raised); color: var(--ink); border: 1px solid var(--muted); border-radius: 7px;
    font: inherit; font-size: var(--small); line-height: 1.45; overflow-wrap: anywhere; box-shadow: 0 2px 12px rgb(0 0 0 / .18); }
  .tip[hidden] { display: none; }
  .drop { outline: 3px dashed var(--accent); outline-offset: -8px; }
  .quiet { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .pad { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: flex-start; padding-top: 6px; }
  .pad[hidden] { display: none; }
  .pad > canvas { width: 192px; height: 192px; border: 1px solid var(--line); border-radius: 8px; cursor: crosshair; touch-action: none; }
  .pad > canvas:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
  .pad > .row { flex: 1 1 200px; }
  .pad > .hint { flex-basis: 100%; margin: 0; }
  .drawing { position: absolute; inset: 0; z-index: 1; }
  .drawing[hidden] { display: none; }
  .drawing > canvas { position: absolute; inset: 0; width: 100%; height: 100%; cursor: crosshair; touch-action: none; outline: none; }
  .drawing > canvas:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
  .drawing > .hint { position: absolute; inset: 0; display: grid; place-items: center; padding: 24px; text-align: center; pointer-events: none; background: color-mix(in srgb, var(--paper) 82%, transparent); }
  .drawing > .hint[hidden] { display: none; }
  .drawing > .kit { max-width: 100%; flex-wrap: wrap; justify-content: center; position: absolute; inset-inline: 0; bottom: 8px; margin: 0 auto; width: fit-content; display: flex; background: var(--raised); border: 1px solid var(--line); border-radius: 9px; padding: 2px; box-shadow: 0 2px 12px rgb(0 0 0 / .14); }
  .drawing .kit button.tool { min-width: 0; width: 34px; padding: 0; }
  .drawing .kit button[aria-pressed=true] { background: color-mix(in srgb, var(--accent) 22%, transparent); }
  .data { display: grid; gap: 6px; padding: 7px 14px 8px; border-top: 1px solid var(--line); font-size: var(--small); color: var(--muted); }
  .data[hidden] { display: none; }
  .data .said { margin: 0; color: var(--ink); overflow-wrap: anywhere; }
  .data .row, .data .shelf { display: flex; flex-wrap: wrap; gap: 6px 10px; align-items: center; }
  .data .shelf[hidden] { display: none; }
  .data .field { flex-wrap: nowrap; max-width: 100%; }
  .data select { min-width: 0; max-width: 14em; text-overflow: ellipsis; }
  .data input[type=text] { width: 12em; }
  .data [hidden] { display: none; }
  .data ul { margin: 4px 0 0; padding-inline-start: 1.3em; overflow-wrap: anywhere; }
  @media (pointer: coarse) { button.tool, button.tool.main { min-width: 44px; min-height: 44px; } .field .auto { min-width: 44px; min-height: 44px; } .field .auto input { width: 20px; height: 20px; } .drawing .kit button.tool { width: 44px; } .chip, .big, select, input[type=text], input[type=number], .panel :is(select, input[type=text]), .note button { min-height: 44px; } input[type=range] { height: 44px; } .panel .field { min-height: 44px; } .note button { min-width: 44px; } }
  /* What the bar has no room for: widths that are enough for text of the usual size, and for larger ones. */
  @container (max-width: 1282px) or (max-width: 80.25rem) { .tools .field.particles { display: none; } }
  @container (max-width: 1006px) or (max-width: 63rem) { .tools .field.epsilon { display: none; } }
  @container (max-width: 736px) or (max-width: 46rem) { .tools .field.speed { display: none; } }
  @container (max-width: 558px) or (max-width: 35rem) { .tools .field.extra, .tools .roomy { display: none; } .panel .cramped { display: inline-grid; } }
  @container (max-width: 558px) { .panel { grid-template-columns: 1fr; } .stage { aspect-ratio: var(--ratio-small, var(--ratio-scene-small, 4 / 5)); } }
  @container (max-width: 20em) { .panel .field { grid-template-columns: 1fr auto auto; grid-auto-flow: row; } .panel .field > label:first-child, .panel .field select, .panel .field input[type=text]:not(.exact) { grid-column: 1 / -1; } .panel .field .auto { grid-column: 1 / -1; justify-self: end; } }
  @container (max-width: 345px) { .tools.crowded { gap: 4px 2px; } }
  @container (max-width: 317px) { .tools { gap: 4px 2px; padding-inline: 4px; } }
  @container (max-width: 266px) { .tools .rare { display: none; } .panel .moved { display: flex; } .panel button.moved { display: inline-grid; } }
  @container (max-width: 306px) { .tools.crowded .rare { display: none; } .panel.crowded .moved { display: flex; } .panel.crowded button.moved { display: inline-grid; } }
  @media (pointer: coarse) { @container (max-width: 422px) { .tools.crowded .rare { display: none; } .panel.crowded .moved { display: flex; } .panel.crowded button.moved { display: inline-grid; } } }
  @media (pointer: coarse) { @container (max-width: 370px) { .tools .rare { display: none; } .panel .moved { display: flex; } .panel button.moved { display: inline-grid; } } }
  @container (max-width: 458px) or (max-width: 28.75rem) { .foot { min-height: calc(2.8em + 15px); } } /* two lines, which come with the first numbers */
  @container (max-width: 16.5rem) { .foot { min-height: calc(4.2em + 17px); } }
  @media print { .tools, .panel, .foot, .reading, .veil, .working, .data .row, .data details { display: none; } .poster > img { print-color-adjust: exact; } .stage > canvas { width: 100%; height: 100%; } }
`;

/** @type {WeakMap<Document, CSSStyleSheet>} */ const sheets = new WeakMap();

/** The style sheet for figures in a document, which has to be made in its window. @param {Document} page */
function sheetOf(page) {
  const known = sheets.get(page);
  if (known) return known;
  /** @type {CSSStyleSheet} */ const sheet = new (/** @type {any} */ (page.defaultView ?? window).CSSStyleSheet)();
  sheet.replaceSync(rules);
  sheets.set(page, sheet);
  return sheet;
}
