/** Of the dialog: in the system's own colours, whatever the page looks like. */
export const styles = `
:host { all: initial; color-scheme: light dark; }
dialog {
  box-sizing: border-box; inline-size: min(44rem, 100vw - 1.5rem); max-block-size: min(50rem, 100dvh - 1.5rem);
  margin: auto; padding: 0; border: 1px solid color-mix(in srgb, CanvasText 35%, transparent); border-radius: 14px;
  background: Canvas; color: CanvasText; font: 1rem/1.5 system-ui, sans-serif; text-align: start;
  overflow: auto; overscroll-behavior: contain; box-shadow: 0 20px 60px rgb(0 0 0 / 40%);
}
dialog::backdrop { background: rgb(0 0 0 / 45%); }
header, footer {
  position: sticky; inset-inline: 0; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem .75rem;
  padding: .75rem 1.25rem; background: Canvas;
}
header { inset-block-start: 0; border-block-end: 1px solid color-mix(in srgb, CanvasText 18%, transparent); }
footer { inset-block-end: 0; border-block-start: 1px solid color-mix(in srgb, CanvasText 18%, transparent); }
h2 { flex: 1; margin: 0; font-size: 1.25rem; line-height: 1.2; }
.summary { flex-basis: 100%; margin: 0; font-weight: 600; }
ul { margin: 0; padding: .5rem 1.25rem; list-style: none; }
li { padding: .7rem 0 .7rem .9rem; border-inline-start: 5px solid transparent; margin-block: .35rem; overflow-wrap: anywhere; }
li p { margin: 0; }
li .level { font-size: .85rem; font-weight: 700; letter-spacing: .03em; }
li .fix { opacity: .85; }
.wrong { border-color: #c62828; }
.mind { border-color: #c98a00; }
.good { border-color: #2e7d32; padding-block: .15rem; margin-block: .15rem; }
.good .level { display: none; }
.note { margin: 0; padding: 0 1.25rem .75rem; font-size: .9rem; opacity: .8; }
details { padding: 0 1.25rem 1rem; }
summary { padding-block: .6rem; cursor: pointer; }
textarea { box-sizing: border-box; inline-size: 100%; block-size: 12rem; font: .85rem/1.4 ui-monospace, monospace; }
button {
  min-block-size: 44px; padding: .4rem 1rem; border: 1px solid color-mix(in srgb, CanvasText 50%, transparent); border-radius: 8px;
  background: Canvas; color: CanvasText; font: inherit; cursor: pointer;
}
button:hover { background: color-mix(in srgb, CanvasText 10%, Canvas); }
:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
`;
