/**
 * What the doctor says, to organisers: what is wrong, and what somebody has to do about it. English; a translation
 * replaces this table as a whole. `{name}` is filled in.
 */

interface Words {
  readonly text: string;
  readonly fix?: string;
}

export const words = {
  'browser.fine': { text: 'This browser is new enough.' },
  'browser.old': {
    text: 'This browser is older than Safari 16.4, Chrome 111 and Firefox 115. Visitors with it see only what stands between the tags.',
    fix: 'Look at the page with a newer browser. Keep a link between the tags for the old ones.',
  },
  'page.insecure': {
    text: 'This page is not on https. Camera, consent and sharing do not work without it.',
    fix: 'Open the page with https, and let http lead there.',
  },
  'page.language': {
    text: 'The page does not say its language.',
    fix: 'Write it into the first line of the page: <html lang="en">.',
  },
  'page.framed': {
    text: 'This page is shown in a frame. Results get no link of their own there.',
    fix: 'If the page can hold the tags themselves, put them there instead of the frame.',
  },
  'camera.forbidden': {
    text: 'The page may not use the camera, so selfies can be picked from files only.',
    fix: 'Allow it: in the frame by allow="camera", or in the header Permissions-Policy: camera=(self).',
  },
  'tag.none': {
    text: 'There is no ninepic tag on this page.',
    fix: 'Paste the tags where the photos belong. If you did, the editor has removed them: use a block for HTML or code, or another user’s rights.',
  },
  'tag.unknown': {
    text: 'There is no tag of the name <{name}>.',
    fix: 'Check its spelling. The tags are <ninepic-gallery>, <ninepic-bib-search>, <ninepic-selfie-search> and <ninepic-clip>.',
  },
  'tag.asleep': {
    text: '{tag} does nothing: no script on this page brings it to life.',
    fix: 'Load ninepic.js, or the file of this tag. If it is loaded, the console of the browser says what stopped it: a hash that does not match (copy the text anew), or a Content-Security-Policy.',
  },
  'tag.foreign': {
    text: '{tag} is made by something else on this page, not by ninepic-elements.',
    fix: 'Remove the other script that registers a tag of this name.',
  },
  'tag.nested': {
    text: '{tag} stands inside {outer}, where it is not seen.',
    fix: 'Close {outer} before it: custom tags need an end tag, <{name}></{name}>.',
  },
  'tag.bare': {
    text: '{tag} has nothing between its tags.',
    fix: 'Put a link to the photos on 9Pic there, for old browsers and for the day when something fails.',
  },
  'version.fine': { text: 'ninepic-elements {version} is in use.' },
  'version.mixed': {
    text: 'Two versions of ninepic-elements are on this page: {versions}. The first one that arrives is used.',
    fix: 'Remove one of the scripts.',
  },
  'script.twice': {
    text: 'The script is loaded more than once: {files}.',
    fix: 'Keep one of them. It does no harm, but every visitor pays for it.',
  },
  'script.unchecked': {
    text: '{file} is loaded from another site without a hash.',
    fix: 'Add integrity and crossorigin="anonymous", as in the text that is to be copied.',
  },
  'script.query': {
    text: '{file} has something behind its name ({query}), and a hash.',
    fix: 'If the site adds that by itself, exclude the file from it: optimisers change files, and then the hash does not match.',
  },
  'script.classic': {
    text: '{file} is a module, but its script tag does not say so.',
    fix: 'Add type="module", or use ninepic.iife.js.',
  },
  'script.held': {
    text: 'Something holds {file} back (its type is "{type}").',
    fix: 'Exclude it in the plugin that delays scripts. For Rocket Loader add data-cfasync="false".',
  },
  'script.ignored': {
    text: '{file} says {name}="{own}", which nobody reads: the first script with data-proxy-url says {first}.',
    fix: 'Write it on the tags, without data-, or on what is around them, as data-ninepic-….',
  },
  'setting.broken': { text: '{sentence}' },
  'setting.key': {
    text: 'An API key stands in this page ({where}). Whoever opens the page can read it.',
    fix: 'Remove it, and have 9Pic make a new one. The key belongs to the proxy, as NINEPIC_API_KEY.',
  },
  'setting.typo': {
    text: '{tag} has an attribute {given}, which nobody reads.',
    fix: 'It is written {meant}.',
  },
  'setting.value': { text: '{tag} says {name}="{own}", which nobody reads.', fix: 'It can be: {known}.' },
  'setting.differs': {
    text: '{tag} says {name}="{own}", but the first tag of its search says {first}, and that one counts.',
    fix: 'Put {name} on the script (data-{name}) or on all tags.',
  },
  'setting.nothing': { text: 'nothing' },
  'setting.local': {
    text: 'The proxy’s address is this computer ({proxy}). Nobody else can reach it.',
    fix: 'Put in the public address of your proxy.',
  },
  'setting.mixed': {
    text: 'The page is on https, the proxy is not ({proxy}). Browsers forbid that.',
    fix: 'Put the proxy behind https.',
  },
  'setting.apart': {
    text: '{search} and {gallery} do not belong together: {what}. What one finds, the other does not show.',
    fix: 'Give both the same proxy, event and group. If they are meant to be apart, all is well.',
  },
  'setting.results': {
    text: 'results-href of {tag} is no address of a page.',
    fix: 'Set it to the page with the gallery, as /photos.',
  },
  'zone.missing': {
    text: 'The time zone of the race is not set: visitors abroad see other times than the race had.',
    fix: 'Add data-time-zone="Asia/Kolkata" to the script, with the zone of the race.',
  },
  'zone.unknown': {
    text: 'There is no time zone of the name "{zone}".',
    fix: 'Write it like Asia/Kolkata or Europe/Berlin.',
  },
  'zone.short': {
    text: 'The time zone "{zone}" is an abbreviation: several places use it, and not every browser means the same.',
    fix: 'Write it like Asia/Kolkata or Europe/Berlin.',
  },
  'consent.privacy': {
    text: '{tag} has no privacy-href, so nobody can agree, and nobody can search.',
    fix: 'Set privacy-href to your privacy page.',
  },
  'consent.privacy.broken': {
    text: 'privacy-href of {tag} is no address of a page.',
    fix: 'Set it to your privacy page, as /privacy.',
  },
  'consent.thin': {
    text: 'What visitors agree to before a selfie leaves open: {missing}.',
    fix: 'Set {attributes}, or make sure that your privacy page says it. A lawyer knows what your country asks for.',
  },
  'consent.unreviewed': {
    text: 'What visitors agree to before a selfie is shown in a translation ({lang}) that no lawyer and no native speaker has reviewed.',
    fix: 'Have it read, and put your own text into slot="consent" of {tag}, or into its messages.',
  },
  'consent.own': { text: 'The consent text of {tag} is your own.' },
  'proxy.fine': { text: 'The proxy {proxy} answers.' },
  'proxy.silent': {
    text: 'The proxy {proxy} does not answer.',
    fix: 'Check the address, and whether the proxy is running: {health} must open in a browser.',
  },
  'proxy.silent.foreign': {
    text: 'The proxy {proxy} does not answer this page.',
    fix: 'Open {health} in a browser. If something comes, the proxy does not let this site in: add {origin} to NINEPIC_ORIGINS. If nothing comes, check the address, and whether the proxy is running.',
  },
  'proxy.slow': {
    text: 'The proxy {proxy} did not answer within {seconds} seconds.',
    fix: 'Look at the proxy’s log, and at its way to 9Pic.',
  },
  'proxy.cors': {
    text: 'The proxy {proxy} is there, but does not let this site in.',
    fix: 'Add {origin} to NINEPIC_ORIGINS of the proxy, and start it anew. With and without www are two sites.',
  },
  'proxy.policy': {
    text: 'The Content-Security-Policy of this page forbids the proxy {proxy}.',
    fix: 'Add {origin} to connect-src of the policy.',
  },
  'proxy.page': {
    text: 'At {proxy} a web page answers, not a proxy.',
    fix: 'Check proxy-url: it is the address under which the proxy is mounted, as /ninepic. If it is right, the web server does not pass it on to the proxy.',
  },
  'proxy.missing': {
    text: 'There is nothing at {proxy} (status {status}).',
    fix: 'Check proxy-url. The proxy is mounted at NINEPIC_BASE_PATH, which is /ninepic unless it was changed.',
  },
  'proxy.foreign': {
    text: 'The proxy {proxy} is not ours: it does not say what is switched on, so everything counts as on.',
    fix: 'Nothing has to be done if it answers as the README says. If buttons lead to errors, ask whoever made it.',
  },
  'proxy.strange': {
    text: 'What answers at {proxy} knows nothing of event {event}.',
    fix: 'Check proxy-url: another service answers there, or a proxy that was made for something else.',
  },
  'proxy.unset': {
    text: 'The proxy {proxy} is not set up yet.',
    fix: 'Its log says which setting is missing: the key, the organisation, or the events.',
  },
  'proxy.ids.client': { text: 'Request ids: made on this page, so that a lost answer costs nothing.' },
  'proxy.ids.server': { text: 'Request ids: made by 9Pic; the proxy joins what is sent twice.' },
  'proxy.offers': {
    text: 'Originals: {by}. Download through the proxy: {relay}. Consent is {consent} by the proxy.',
  },
  'event.fine': { text: 'Event {event} is served: {name}.' },
  'event.unknown': {
    text: 'The proxy does not serve event {event}.',
    fix: 'Check event-id, or add it to NINEPIC_EVENT_IDS. {served}',
  },
  'event.served': { text: 'It serves {list}.' },
  'event.gone': {
    text: '9Pic does not know event {event}.',
    fix: 'Check the number in 9Pic’s dashboard.',
  },
  'event.closed': {
    text: 'Event {event} is not open in 9Pic yet, so nothing is shown.',
    fix: 'Enable the event in 9Pic.',
  },
  'event.forbidden': {
    text: '9Pic refused the proxy’s key for event {event}.',
    fix: 'Check NINEPIC_API_KEY and NINEPIC_ORG_ID, and that the event belongs to this organisation: ninepic-proxy --check says which.',
  },
  'event.budget': {
    text: 'The proxy has had too many requests from here just now.',
    fix: 'Try again in some minutes. If visitors see that, look at NINEPIC_LIMITS.',
  },
  'event.failed': {
    text: 'Asked for event {event}, the proxy answered with {status}.',
    fix: 'Look at the proxy’s log.',
  },
  'feature.proxy': {
    text: '{tag} is off: the proxy does not offer it.',
    fix: 'Take “{route}” out of NINEPIC_ROUTES_OFF, or remove the tag.',
  },
  'feature.9pic': {
    text: '{tag} is off: it is not switched on for this event in 9Pic.',
    fix: 'Switch {flag} on in 9Pic’s dashboard, or remove the tag.',
  },
  'feature.originals': {
    text: 'Originals are not offered, so visitors save previews.',
    fix: 'Take “originals” out of NINEPIC_ROUTES_OFF if they should have them.',
  },
  'feature.timeline': { text: 'Search by time is off for this event, by {who}.' },
  'policy.blocked': {
    text: 'The Content-Security-Policy of this page blocked {blocked}.',
    fix: 'Add it to {directive} of the policy.',
  },
  'pictures.broken': {
    text: '{count} of the photos in sight do not load.',
    fix: 'Open the address of one of them. If it opens there, the page’s Content-Security-Policy (img-src) or a content blocker stops it here.',
  },
  'search.failed': {
    text: 'The last search on this page failed: {code}.',
    fix: 'The table of errors in the README says what it means.',
  },
  'doctor.failed': { text: 'One part could not be examined ({part}).' },
} as const satisfies Record<string, Words>;

export type WordKey = keyof typeof words;

/** How grave it is: visitors are stopped, somebody should look at it, or all is well. */
export type Level = 'wrong' | 'mind' | 'good';

export interface Finding {
  readonly level: Level;
  readonly key: WordKey;
  readonly text: string;
  readonly fix?: string;
}

export type Values = Readonly<Record<string, string | number>>;

const fill = (text: string, values: Values): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );

/** One line of what was found. */
export function found(level: Level, key: WordKey, values: Values = {}): Finding {
  const { text, fix }: Words = words[key];
  return { level, key, text: fill(text, values), ...(fix ? { fix: fill(fix, values) } : {}) };
}

/** The sentences around the findings. */
export const frame = {
  title: 'Is everything in order?',
  examining: 'Looking at the page…',
  healthy: 'All is well. Nothing has to be done.',
  wrong: (count: number) => (count === 1 ? '1 problem' : `${count} problems`),
  mind: (count: number) => (count === 1 ? '1 hint' : `${count} hints`),
  levels: { wrong: 'Problem', mind: 'Hint', good: 'In order' },
  todo: 'To do: ',
  copy: 'Copy the report',
  copied: 'Copied. Send it to whoever looks after the site.',
  select: 'Copy the text that is selected now.',
  report: 'The report as text',
  again: 'Look again',
  close: 'Close',
  note: 'Asked were your own proxies only; nothing was searched, and nothing costs money. The report names no visitor and no search.',
} as const;
