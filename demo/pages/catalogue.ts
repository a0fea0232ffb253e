/** The kinds of site that there are snippets for: where their texts go, and what each platform does not allow. */

export interface Entry {
  /** Pages in `demo/snippets` whose texts belong together, the first of which is opened as the example. */
  readonly pages: readonly [string, ...string[]];
  readonly title: string;
  readonly summary: string;
  /** What to know before: limits of the platform, and the ways around them. */
  readonly limits: readonly string[];
  /** False where the platform itself is needed to run it. */
  readonly runs?: false;
}

export interface Chapter {
  readonly title: string;
  readonly entries: readonly Entry[];
}

const OTHER_SITE =
  'The proxy is on another site than the page, so name the page in NINEPIC_ORIGINS, with every address it has (with www, without, and the preview).';

export const chapters: readonly Chapter[] = [
  {
    title: 'Your own pages',
    entries: [
      {
        pages: ['script-tag'],
        title: 'Script tag',
        summary:
          'One script, and the tags wherever they belong. Everything else on this page is a variation of it.',
        limits: [
          'integrity holds for exactly this file: put nothing like ?ver= behind its name, and copy the text anew for a new version.',
          'Caching and optimising plugins that combine or delay scripts break modules. Exclude ninepic from them; for Cloudflare’s Rocket Loader add data-cfasync="false" to the script.',
          'Under a Content-Security-Policy see the README; no unsafe- word is needed.',
        ],
      },
      {
        pages: ['npm'],
        title: 'npm and a bundler',
        summary: 'For React, Vue, Svelte, Angular, or modules of your own.',
        limits: [
          'Importing ninepic-elements alone registers nothing, so it is safe on a server; the entries named after tags register them.',
          'Types for JSX are in ninepic-elements/jsx. React before 19 sets attributes only, which is enough.',
        ],
      },
      {
        pages: ['separate-pages', 'separate-pages-results'],
        title: 'Search and photos on separate pages',
        summary: 'The search leads to the page with the photos, and takes its result along in the address.',
        limits: [
          'Both pages need the same proxy, event, group and hash-key, or the second one does not understand the first.',
          'The address holds the result behind the #. A redirect on the way must keep it.',
        ],
      },
      {
        pages: ['two-events'],
        title: 'Two events on one page',
        summary: 'Tags with the same event belong together, whatever stands between them.',
        limits: [
          'Two independent searches of one event need a group: group="parents" on the tags of one of them.',
          'preview keeps a gallery short, so that the next one can be reached.',
        ],
      },
      {
        pages: ['analytics'],
        title: 'Statistics: Google Analytics, Matomo, Tag Manager',
        summary:
          'How many search, find, look and save, in your own statistics. Clicks inside the tags are not seen by such tools; their events are.',
        limits: [
          'Statistics must not be told what was searched: behind the # of the address stands what opens a runner’s photos. So hand over the address as the first text does. With a hash-key, put it in place of ninepic-.',
          'Google Analytics reports a changed address again, by itself: under Data streams, Enhanced measurement, Page views, switch off “Page changes based on browser history events”.',
          'What asks visitors first, such as a consent banner, has to let these texts run as it does the rest of your statistics.',
        ],
      },
    ],
  },
  {
    title: 'Content systems',
    entries: [
      {
        pages: ['wordpress'],
        title: 'WordPress',
        summary:
          'The plugin is proxy and tags in one: no hosting, no CORS, no code. Its settings take the key and the event.',
        limits: [
          'Do not paste script tags: WordPress removes them for authors, and the classic editor for everybody.',
          'Install dist/wordpress/ninepic.zip under Plugins, Add New, Upload.',
        ],
        runs: false,
      },
      {
        pages: ['drupal'],
        title: 'Drupal',
        summary: 'The script in the theme, the tags in a block.',
        limits: [
          'CKEditor 5 and the filter “Limit allowed HTML tags” remove unknown tags. Make a text format without editor and without filter, for administrators only, and use it for this block alone.',
          'JavaScript aggregation does not touch a script in html.html.twig; one added as a library it may.',
        ],
      },
      {
        pages: ['joomla'],
        title: 'Joomla',
        summary: 'A Custom module holds script and tags.',
        limits: [
          'Text filters remove script: in Global Configuration, Text Filters, your user group needs “No Filtering” while you save. TinyMCE removes it too: switch to the editor “None” or CodeMirror first.',
          'Set “Prepare Content” of the module to No, so that plugins do not rewrite the tags.',
          'A template with <base> is no problem: addresses are resolved as links are.',
        ],
      },
      {
        pages: ['ghost'],
        title: 'Ghost',
        summary: 'The script by code injection, the tags in an HTML card.',
        limits: [
          'A post that is also sent as a newsletter shows the link between the gallery’s tags in the mail; mails run no scripts.',
          'Ghost has no server code of yours: the proxy runs elsewhere. ' + OTHER_SITE,
        ],
      },
    ],
  },
  {
    title: 'Site builders',
    entries: [
      {
        pages: ['wix'],
        title: 'Wix',
        summary: 'One Custom Element for each tag, with its own file. Add, Embed Code, Custom Element.',
        limits: [
          'Needs a plan with your own domain, and files on https.',
          'Wix loads the file itself and takes no integrity: keep the files on a host that is yours.',
          'Wix makes the element first and sets its attributes afterwards. Until then the console says that proxy-url is missing; that is no fault. Set Attributes takes texts; attributes without a value take any text but false, which switches off.',
          'Page code talks to the element by $w("#customElement1").setAttribute("event-id", "456") and .on("ninepic-results", …).',
          'Make the elements full width, and give the gallery enough height; Wix does not let an element grow by itself everywhere.',
          'If Wix’s own navigation disturbs the address of a result, set no-hash on all elements of the page.',
          OTHER_SITE,
        ],
      },
      {
        pages: ['webflow'],
        title: 'Webflow',
        summary:
          'The script in the page’s custom code, the tags in a Code Embed; in a collection template the event’s number comes from a field.',
        limits: [
          'Custom code needs a paid plan, and runs on the published site, not in the Designer.',
          'In a collection template replace the number by “Add field”, so that each event has its own page.',
          'Instead of a Code Embed, the element “Custom Element” takes the tag’s name and its attributes in its settings.',
          OTHER_SITE,
        ],
      },
      {
        pages: ['squarespace'],
        title: 'Squarespace',
        summary: 'The script by code injection, the tags in a code block.',
        limits: [
          'Code injection and scripts in code blocks need the Core plan or a higher one.',
          'Page transitions bring blocks in without running their scripts. So the script belongs into the site-wide header; the tags then start whenever they arrive.',
          'While you are logged in, the editor may keep scripts from running: look at the page in a private window.',
          OTHER_SITE,
        ],
      },
    ],
  },
  {
    title: 'When there is no other way',
    entries: [
      {
        pages: ['tag-manager'],
        title: 'Google Tag Manager',
        summary: 'A place in the page, and a tag that fills it.',
        limits: [
          'Tag Manager drops data- attributes and type="module" of scripts in Custom HTML; that is why this one makes its script itself.',
          'Content blockers and consent banners hold Tag Manager back: those visitors see the link in the place and nothing else.',
          'Photos come late, since Tag Manager waits for the page.',
        ],
      },
      {
        pages: ['iframe', 'iframe-page'],
        title: 'A frame',
        summary: 'The photos on a page of yours, shown inside a page that allows nothing but frames.',
        limits: [
          'allow needs camera for the selfie, web-share and clipboard-write for sharing, fullscreen for videos. A Permissions-Policy header of the outer page can still forbid them.',
          'If the builder adds sandbox, it needs allow-scripts allow-same-origin allow-forms allow-downloads allow-popups allow-popups-to-escape-sandbox. Without allow-same-origin nothing works.',
          'The height is fixed, and results get no link of their own: a search is kept until the tab is closed.',
        ],
      },
    ],
  },
];
