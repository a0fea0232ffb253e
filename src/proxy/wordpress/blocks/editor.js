/**
 * The blocks in the editor: the real tag as a preview that cannot be used, and its attributes in the side panel. Written
 * for the browser as it is, so that the plugin needs no build step of its own; what the tags take comes from the server.
 */
((
  { blocks, blockEditor, components, element, i18n },
  { tags, proxyUrl, events, privacyUrl, timeZone, settingsUrl },
) => {
  const { createElement: el, Fragment } = element;
  const { __ } = i18n;

  /** `search-only` as a person reads it. */
  const labelOf = (name) => name.replace(/-/g, ' ').replace(/^./, (first) => first.toUpperCase());

  /** What the server says of a tag; the template for translators has these texts too. */
  const translated = (text) => (text ? __(text, 'ninepic') : text);

  /** The field of one attribute. */
  function field({ name, type, choices, description }, value, set) {
    const common = {
      key: name,
      label: name === 'event-id' ? __('Event', 'ninepic') : translated(labelOf(name)),
      help: translated(description),
    };
    const choose = (options) =>
      el(components.SelectControl, { ...common, value: value || '', options, onChange: (one) => set(one) });
    const standard = { label: __('Standard', 'ninepic'), value: '' };
    if (name === 'event-id')
      return choose([
        { ...standard, label: __('The first chosen event', 'ninepic') },
        ...events.map((event) => ({ label: event, value: event })),
      ]);
    if (type === 'boolean')
      return el(components.ToggleControl, { ...common, checked: value === true, onChange: set });
    if (type === 'choice')
      return choose([standard, ...choices.map((choice) => ({ label: choice, value: choice }))]);
    return el(components.TextControl, {
      ...common,
      type: type === 'number' ? 'number' : 'text',
      value: value === undefined ? '' : String(value),
      onChange: (text) => set(text === '' ? undefined : type === 'number' ? Number(text) : text),
    });
  }

  /** The attributes of the preview: those that are set, over those that every tag of this site has. */
  function previewProps(tag, attributes) {
    const props = { 'proxy-url': proxyUrl, 'event-id': events[0] };
    if (tag.tag === 'ninepic-selfie-search' && privacyUrl) props['privacy-href'] = privacyUrl;
    if (tag.tag === 'ninepic-gallery') {
      // A few photos say what it will look like; the page has all of them.
      props.preview = '6';
      if (timeZone) props['time-zone'] = timeZone;
    }
    for (const { name } of tag.attributes) {
      const value = attributes[name];
      if (value === true) props[name] = '';
      else if (value !== undefined && value !== false && value !== '') props[name] = String(value);
    }
    return props;
  }

  const notReady = () =>
    el(
      components.Placeholder,
      { icon: 'camera', label: '9Pic' },
      settingsUrl
        ? el('a', { href: settingsUrl }, __('Set up 9Pic first.', 'ninepic'))
        : __('9Pic is not set up yet. An administrator can do that under Settings → 9Pic.', 'ninepic'),
    );

  const edit =
    (tag) =>
    ({ attributes, setAttributes }) => {
      const fields = tag.attributes.map((attribute) =>
        field(attribute, attributes[attribute.name], (value) => setAttributes({ [attribute.name]: value })),
      );
      const props = previewProps(tag, attributes);
      return el(
        Fragment,
        null,
        el(
          blockEditor.InspectorControls,
          null,
          el(components.PanelBody, { title: __('Settings', 'ninepic') }, fields),
        ),
        el(
          'div',
          blockEditor.useBlockProps(),
          // A new element for every change: the tags take most attributes once. Nothing in it can be pressed or typed into.
          events.length === 0
            ? notReady()
            : el(
                'div',
                { style: { pointerEvents: 'none', minHeight: '3em' }, inert: '', 'aria-hidden': true },
                el(tag.tag, { ...props, key: JSON.stringify(props), 'no-hash': '' }),
              ),
        ),
      );
    };

  for (const tag of tags) blocks.registerBlockType(tag.block, { edit: edit(tag), save: () => null });
})(window.wp, window.ninepicEditor);
